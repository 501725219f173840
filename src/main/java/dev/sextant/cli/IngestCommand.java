package dev.sextant.cli;

import dev.sextant.collection.CollectionRequest;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Document;
import dev.sextant.collection.DocumentSource;
import dev.sextant.collection.Incoming;
import dev.sextant.collection.IngestionReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Adds the documents of a file to a collection, which is made if it is not there. Documents that are there already are
/// skipped, so running it again goes on where it was interrupted.
@CommandLine.Command(
        name = "ingest",
        description = {
            "Adds the documents of a file to a collection, which is made if it is not there.",
            "Goes to the server at SEXTANT_URL, or on this machine unless set; where none answers there, it opens the"
                    + " store itself, the data directory or PostgreSQL. Exits with 0, or with 1 where documents were refused or it could not go on."
        },
        sortOptions = false)
final class IngestCommand implements Callable<Integer> {
    private static final int BATCH_DOCUMENTS = 512;
    private static final int BATCH_CHARACTERS = 1 << 20;
    private static final int SHOWN = 10;

    @CommandLine.Parameters(index = "0", paramLabel = "COLLECTION", description = "Name of the collection.")
    private String collection = "";

    @CommandLine.Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "Documents: .txt (a text a line), .csv (with a header), .jsonl or .ndjson; also .gz of these.")
    private Path file = Path.of("");

    @CommandLine.Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "Column or field with the text; text unless given.")
    private String textColumn = "text";

    @CommandLine.Option(
            names = "--id-column",
            paramLabel = "NAME",
            description = "Column or field with the id, if there is one; id unless given.")
    private String idColumn = "id";

    @CommandLine.Option(names = "--model", paramLabel = "ID", description = "Model of a new collection.")
    private @Nullable String model;

    @CommandLine.Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "cosine, dot, euclidean or manhattan, of a new collection.")
    private @Nullable String metric;

    @CommandLine.Option(
            names = "--storage",
            paramLabel = "NAME",
            description = "float, int8 or binary, of a new collection.")
    private @Nullable String storage;

    private final Tally tally = new Tally();

    @Override
    public Integer call() throws IOException {
        CollectionSpec.checkedName(collection);
        Standalone parts = Standalone.create();
        DocumentFile documents = new DocumentFile(file, textColumn, idColumn, parts);
        long count = documents.count();
        try (InputStream in = documents.open();
                Destination destination = destination(parts)) {
            System.err.printf("Ingesting %s into %s at %s%n", file, collection, destination.place());
            try (ProgressBar progress = Progress.bar("Ingesting", " documents", count)) {
                send(documents.read(in), destination, progress);
            }
        }
        tally.print();
        return tally.failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Destination destination(Standalone parts) throws IOException {
        CollectionRequest asked = new CollectionRequest(model, metric, storage, null, null);
        Optional<RunningServer> server = RunningServer.find(parts);
        if (server.isPresent()) {
            return ServerDestination.open(server.get(), collection, asked);
        }
        return LocalDestination.open(parts, collection, asked);
    }

    private void send(DocumentSource source, Destination destination, ProgressBar progress) throws IOException {
        List<Incoming.Accepted> batch = new ArrayList<>();
        int characters = 0;
        for (Optional<Incoming> next = source.next(); next.isPresent(); next = source.next()) {
            switch (next.get()) {
                case Incoming.Accepted accepted -> {
                    batch.add(accepted);
                    characters += accepted.document().text().length();
                }
                case Incoming.Refused refused ->
                    tally.refuse(refused.index(), refused.fault().detail());
            }
            if (batch.size() >= BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) {
                deliver(batch, destination, progress);
                characters = 0;
            }
        }
        deliver(batch, destination, progress);
    }

    private void deliver(List<Incoming.Accepted> batch, Destination destination, ProgressBar progress)
            throws IOException {
        if (!batch.isEmpty()) {
            List<Document> documents =
                    batch.stream().map(Incoming.Accepted::document).toList();
            IngestionReport report = destination.take(documents);
            tally.add(report, batch);
            batch.clear();
        }
        progress.stepTo(tally.done());
    }

    /// What became of the documents so far.
    private static final class Tally {
        private final List<String> reasons = new ArrayList<>();
        private long added;
        private long updated;
        private long unchanged;
        private long failed;

        void add(IngestionReport report, List<Incoming.Accepted> batch) {
            added += report.added();
            updated += report.updated();
            unchanged += report.unchanged();
            for (IngestionReport.Failure failure : report.failed()) {
                refuse(batch.get((int) failure.index()).index(), failure.error().detail());
            }
        }

        void refuse(long index, String why) {
            failed++;
            if (reasons.size() < SHOWN) {
                reasons.add("document %d: %s".formatted(index + 1, why));
            }
        }

        long done() {
            return added + updated + unchanged + failed;
        }

        void print() {
            reasons.forEach(reason -> System.err.println("sextant: " + reason));
            if (failed > reasons.size()) {
                System.err.printf("sextant: and %d more%n", failed - reasons.size());
            }
            System.out.printf("%d added, %d updated, %d unchanged, %d failed%n", added, updated, unchanged, failed);
        }
    }
}
