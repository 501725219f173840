package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.Entry;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes into a collection until it is killed, and says what was acknowledged. Document `n` has the number `n` in its
/// text, its field and its vectors, and each third document is replaced in the next batch.
final class PostgresWriter {
    static final int BATCH = 10;

    private PostgresWriter() {}

    /// @param arguments address, what ids begin with, first number
    public static void main(String[] arguments) {
        try (PostgresStore store = PostgresStore.open(PostgresSettings.of(arguments[0]), Settings.DEFAULTS)) {
            StoredCollection a = store.create(
                            CollectionStoreContract.spec("a", Metric.DOT), "f1", CollectionStoreContract.DIMENSIONS)
                    .collection();
            for (int next = Integer.parseInt(arguments[2]); ; next += BATCH) {
                a.put(batch(arguments[1], next), "f1");
                System.out.println(next + BATCH);
            }
        } catch (Fault e) {
            System.out.println(e);
            System.exit(1);
        }
    }

    private static List<Entry> batch(String prefix, int first) {
        List<Entry> entries = new ArrayList<>();
        for (int n = Math.max(0, first - BATCH); n < first; n += 3) {
            entries.add(entry(prefix, n));
        }
        for (int n = first; n < first + BATCH; n++) {
            entries.add(entry(prefix, n));
        }
        return entries;
    }

    private static Entry entry(String prefix, int n) {
        return CollectionStoreContract.entry(prefix + n, "text " + n, Map.of("n", n), n, n);
    }
}
