package dev.sextant.cli;

import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStore;
import dev.sextant.search.SearchFunction;
import dev.sextant.search.SearchRequest;
import dev.sextant.search.SearchResponse;
import dev.sextant.wire.Caller;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Shows what is nearest to a text in a collection.
@CommandLine.Command(
        name = "search",
        description = {
            "Shows what is nearest to a text in a collection.",
            "Asks the server at SEXTANT_URL, or on this machine unless set; where none answers there, it opens the"
                    + " data directory itself."
        },
        sortOptions = false)
final class SearchCommand implements Callable<Integer> {
    private static final int TEXT_CHARACTERS = 90;

    @CommandLine.Parameters(index = "0", paramLabel = "COLLECTION", description = "Name of the collection.")
    private String collection = "";

    @CommandLine.Parameters(index = "1", paramLabel = "QUERY", description = "The text to look for.")
    private String query = "";

    @CommandLine.Option(names = "--top", paramLabel = "N", description = "Most hits; 5 unless given.")
    private @Nullable Integer topK;

    @CommandLine.Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "cosine, dot, euclidean or manhattan; the collection's own unless given.")
    private @Nullable String metric;

    @CommandLine.Option(
            names = "--filter",
            paramLabel = "JSON",
            description = "What metadata must be like, such as {\"lang\": \"en\"}.")
    private @Nullable String filter;

    @CommandLine.Option(names = "--exact", description = "Look at every vector.")
    private boolean exact;

    @CommandLine.Option(names = "--explain", description = "Say of each hit why it is there; implies --json.")
    private boolean explain;

    @CommandLine.Option(names = "--json", description = "Give what the server answers.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CollectionSpec.checkedName(collection);
        Standalone parts = Standalone.create();
        SearchResponse found = search(parts, request(parts));
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(json || explain ? parts.json().writeValueAsBytes(found) : table(found));
            out.write('\n');
        }
        return CommandLine.ExitCode.OK;
    }

    private SearchRequest request(Standalone parts) throws IOException {
        return new SearchRequest(
                query,
                null,
                null,
                collection,
                topK,
                metric,
                null,
                filter == null ? null : parts.json().readTree(filter),
                exact,
                explain,
                null);
    }

    private static SearchResponse search(Standalone parts, SearchRequest request) throws IOException {
        Optional<RunningServer> running = RunningServer.find(parts);
        if (running.isPresent()) {
            try (RunningServer server = running.get()) {
                return server.post("/search", request, SearchResponse.class);
            }
        }
        try (CollectionStore store = parts.store().get()) {
            return new SearchFunction(parts.embedder(), store, parts.limits(), Caller.STAYING).search(request);
        }
    }

    private static byte[] table(SearchResponse found) {
        return found.results().getFirst().hits().stream()
                .map(hit -> String.format(Locale.ROOT, "%7.3f  %-20s  %s", hit.score(), hit.id(), line(hit.text())))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= TEXT_CHARACTERS ? line : line.substring(0, TEXT_CHARACTERS - 1) + "…";
    }
}
