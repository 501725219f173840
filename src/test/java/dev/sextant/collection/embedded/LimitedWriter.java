package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Passage;
import dev.sextant.collection.StoredCollection;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Writes more than there is room for, and less afterwards.
final class LimitedWriter {
    /// Such that the first 16,384 rows find room.
    static final int DIMENSIONS = 64;

    private LimitedWriter() {}

    public static void main(String[] arguments) {
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]), Settings.DEFAULTS)) {
            StoredCollection a = store.create(CollectionStoreContract.spec("a", Metric.DOT), "f1", DIMENSIONS)
                    .collection();
            put(a, "small", "text", 1);
            put(a, "long", "long ".repeat(2_000_000), 1);
            put(a, "many", "text", 17_000);
            put(a, "last", "text", 2);
            System.out.println(
                    a.count(Filter.ALL) + " documents, " + a.summary().passages() + " passages");
        }
    }

    private static void put(StoredCollection a, String id, String text, int passages) {
        try {
            Document document = new Document(id, text, Map.of("n", id), Instant.EPOCH);
            List<Passage> stretches = Collections.nCopies(passages, new Passage(0, 4, 3, false));
            a.put(List.of(new Entry(document, stretches, Matrix.zeros(passages, DIMENSIONS))), "f1");
            System.out.println(id + " is kept");
        } catch (Fault.Unavailable e) {
            System.out.println(id + " is not kept: " + e.detail());
        }
    }
}
