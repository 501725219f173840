package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import dev.sextant.wire.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings documents into a collection, window by window, in memory that does not grow with their number. What is there
/// as it is costs a look; another text costs an embedding; other metadata only a write. Every window is on disk before
/// progress tells of it, so an ingestion that breaks off can be run again and goes on where it was. For one run.
public final class Ingestion {
    private static final int WINDOW_DOCUMENTS = 256;
    private static final int WINDOW_CHARACTERS = 1 << 20;

    private final StoredCollection collection;
    private final DocumentEmbedder embedder;
    private final ModelSpace space;
    private final long mostDocuments;
    private final List<Document> window = new ArrayList<>();
    private final List<IngestionReport.Failure> failures = new ArrayList<>();
    private int windowCharacters;
    private long added;
    private long updated;
    private long unchanged;
    private long failed;

    /// @param mostDocuments that the collection may have; ingestions at once may each go beyond it by a window
    /// @throws Fault.Conflict if the collection's vectors are of another model than its name stands for now
    public Ingestion(Embedder embedder, StoredCollection collection, long mostDocuments) {
        this.collection = collection;
        this.mostDocuments = mostDocuments;
        this.embedder = new DocumentEmbedder(embedder, collection.spec());
        this.space = this.embedder.space();
        if (!space.fingerprint().equals(collection.fingerprint())) {
            throw new Fault.Conflict(
                    "collection %s was made with another version of model %s; POST /collections/%s/reembed rebuilds it"
                            .formatted(
                                    collection.spec().name(),
                                    space.model(),
                                    collection.spec().name()));
        }
    }

    /// Hears how far it has come.
    @FunctionalInterface
    public interface Listener {
        /// @throws IOException to stop: what was told of stays, nothing else comes
        void heard(IngestionProgress progress) throws IOException;
    }

    /// Takes every document that the source gives.
    ///
    /// @param total how many there are, where that is known
    /// @throws IOException if the source breaks off or the listener goes away
    /// @throws Fault if a window cannot be embedded or written, or the collection is full; those before it stay
    public IngestionReport run(DocumentSource source, @Nullable Long total, Listener listener) throws IOException {
        long started = System.nanoTime();
        for (Optional<Incoming> next = source.next(); next.isPresent(); next = source.next()) {
            take(next.get());
            if (window.size() >= WINDOW_DOCUMENTS || windowCharacters >= WINDOW_CHARACTERS) {
                write();
                Double share =
                        source.share().isPresent() ? (Double) source.share().getAsDouble() : null;
                listener.heard(IngestionProgress.of(report().done(), total, share, System.nanoTime() - started));
            }
        }
        write();
        return report();
    }

    private void requireRoom(long newOnes) {
        long all = newOnes == 0 ? 0 : collection.count(Filter.ALL) + newOnes;
        if (all > mostDocuments) {
            throw new Fault.TooLarge(
                    "collection %s would have %d documents; at most %d are kept, delete some or set sextant.limits.documents; those that came before are kept"
                            .formatted(collection.spec().name(), all, mostDocuments),
                    "documents",
                    mostDocuments,
                    all);
        }
    }

    private IngestionReport report() {
        return new IngestionReport(added, updated, unchanged, List.copyOf(failures), failed);
    }

    private void take(Incoming incoming) {
        switch (incoming) {
            case Incoming.Accepted accepted -> {
                window.add(accepted.document());
                windowCharacters += accepted.document().text().length();
            }
            case Incoming.Refused refused -> {
                failed++;
                if (failures.size() < IngestionReport.LISTED) {
                    failures.add(new IngestionReport.Failure(refused.index(), Problem.of(refused.fault(), null)));
                }
            }
        }
    }

    /// Counts as if documents came one by one; writes what is left of it in the end.
    private void write() {
        Map<String, Document> before = new HashMap<>();
        List<String> ids = window.stream().map(Document::id).distinct().toList();
        collection.documents(ids).forEach(document -> before.put(document.id(), document));
        Map<String, Document> after = new LinkedHashMap<>(before);
        long newOnes = 0;
        long changed = 0;
        for (Document document : window) {
            Document known = after.get(document.id());
            newOnes += known == null ? 1 : 0;
            changed += known != null && !known.sameAs(document) ? 1 : 0;
            if (known == null || !known.sameAs(document)) {
                after.put(document.id(), document);
            }
        }
        requireRoom(newOnes);
        List<Document> toEmbed = new ArrayList<>();
        List<Document> toAnnotate = new ArrayList<>();
        after.values().forEach(document -> {
            Document known = before.get(document.id());
            if (known == null || !known.text().equals(document.text())) {
                toEmbed.add(document);
            } else if (!known.sameAs(document)) {
                toAnnotate.add(document);
            }
        });
        if (!toEmbed.isEmpty()) {
            collection.put(embedder.entries(toEmbed), space.fingerprint());
        }
        if (!toAnnotate.isEmpty()) {
            collection.annotate(toAnnotate);
        }
        added += newOnes;
        updated += changed;
        unchanged += window.size() - newOnes - changed;
        window.clear();
        windowCharacters = 0;
    }
}
