package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Filter;
import dev.sextant.collection.StoredCollection;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes more than there is room for, and less afterwards.
final class LimitedWriter {
    private LimitedWriter() {}

    public static void main(String[] arguments) {
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]))) {
            StoredCollection a = store.create(
                            CollectionStoreContract.spec("a", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS)
                    .collection();
            put(a, "small", "text", 1);
            put(a, "long", "long ".repeat(1_000_000), 2);
            put(a, "many", "text", new float[40_000]);
            put(a, "last", "text", 3);
            System.out.println(a.count(Filter.ALL) + " documents, " + a.summary().passages() + " passages");
        }
    }

    private static void put(StoredCollection a, String id, String text, float... first) {
        try {
            a.put(List.of(CollectionStoreContract.entry(id, text, Map.of("n", id), first)), "f1");
            System.out.println(id + " is kept");
        } catch (Fault.Unavailable e) {
            System.out.println(id + " is not kept: " + e.detail());
        }
    }
}
