package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Entry;
import dev.sextant.collection.Filter;
import dev.sextant.collection.StoredCollection;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes into a collection until it is killed, and says what was acknowledged. Document `n` has the number `n` in its
/// text, its field and its vectors, and each third document is replaced in the next batch.
final class StoreWriter {
    private static final int BATCH = 10;

    private StoreWriter() {}

    public static void main(String[] arguments) {
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]), Settings.DEFAULTS)) {
            StoredCollection a = store.create(
                            CollectionStoreContract.spec("a", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS)
                    .collection();
            for (int next = (int) a.count(Filter.ALL); ; next += BATCH) {
                a.put(batch(next), "f1");
                System.out.println(next + BATCH);
            }
        } catch (Fault e) {
            System.out.println(e);
            System.exit(1);
        }
    }

    private static List<Entry> batch(int first) {
        List<Entry> entries = new ArrayList<>();
        for (int n = Math.max(0, first - BATCH); n < first; n += 3) {
            entries.add(entry(n));
        }
        for (int n = first; n < first + BATCH; n++) {
            entries.add(entry(n));
        }
        return entries;
    }

    static Entry entry(int n) {
        return CollectionStoreContract.entry("d" + n, "text " + n, Map.of("n", n), n, n);
    }
}
