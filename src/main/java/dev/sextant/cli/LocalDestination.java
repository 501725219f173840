package dev.sextant.cli;

import dev.sextant.collection.CollectionRequest;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Document;
import dev.sextant.collection.DocumentSource;
import dev.sextant.collection.Incoming;
import dev.sextant.collection.Ingestion;
import dev.sextant.collection.IngestionReport;
import dev.sextant.collection.StoredCollection;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A collection in the store that is configured: the data directory, which nobody else uses meanwhile, or PostgreSQL.
record LocalDestination(Standalone parts, CollectionStore store, StoredCollection collection) implements Destination {

    /// @param asked is compared with the collection where it is there and something is asked for
    static LocalDestination open(Standalone parts, String name, CollectionRequest asked) {
        CollectionStore store = parts.store().get();
        try {
            Optional<StoredCollection> there =
                    asked.equals(CollectionRequest.DEFAULTS) ? store.find(name) : Optional.empty();
            return new LocalDestination(
                    parts,
                    store,
                    there.orElseGet(
                            () -> asked.createIn(store, name, parts.embedder()).collection()));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public String place() {
        return parts.place();
    }

    @Override
    public IngestionReport take(List<Document> batch) throws IOException {
        Iterator<Document> left = batch.iterator();
        DocumentSource source =
                () -> left.hasNext() ? Optional.of(new Incoming.Accepted(0, left.next())) : Optional.empty();
        return new Ingestion(parts.embedder(), collection, parts.limits().documents())
                .run(source, null, progress -> {});
    }

    @Override
    public void close() {
        store.close();
    }
}
