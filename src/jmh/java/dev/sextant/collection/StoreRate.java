package dev.sextant.collection;

import dev.sextant.bench.FloatFile;
import dev.sextant.cli.Standalone;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Writes vectors of a file `*.f32` into a collection of the store that is configured, as ingestion does, and searches
/// it: documents a second, median milliseconds a query, recall@10 against the exact search. Queries are every hundredth
/// vector, which are not in the collection. A pause of so many seconds between the two lets PostgreSQL count what it
/// has, as it does by itself every minute.
///
/// `StoreRate FILE DIMENSIONS ROWS [PAUSE]`, with `-Dsextant.postgres.url` or `-Dsextant.data-dir`
public final class StoreRate {
    private static final int BATCH = 256;
    private static final int K = 10;
    private static final int ROUNDS = 50;
    private static final String NAME = "store-rate";

    private final StoredCollection collection;
    private final Matrix vectors;

    private StoreRate(StoredCollection collection, Matrix vectors) {
        this.collection = collection;
        this.vectors = vectors;
    }

    /// @param args file, dimensions, rows, perhaps seconds to wait
    public static void main(String[] args) throws IOException, InterruptedException {
        int dimensions = Integer.parseInt(args[1]);
        Matrix vectors = FloatFile.read(Path.of(args[0]), dimensions, Integer.parseInt(args[2]));
        CollectionSpec spec = new CollectionSpec(NAME, "m", Metric.COSINE, Storage.FLOAT, Optional.empty(), "");
        try (CollectionStore store = Standalone.create().store().get()) {
            store.drop(NAME);
            StoreRate rate = new StoreRate(store.create(spec, "f", dimensions).collection(), vectors);
            rate.write();
            TimeUnit.SECONDS.sleep(args.length > 3 ? Integer.parseInt(args[3]) : 0);
            rate.search("all", Filter.ALL);
            for (int step : new int[] {2, 10, 100}) {
                rate.search("one in " + step, new Filter(Map.of("of" + step, List.of(new Filter.OneOf(List.of(0))))));
            }
            store.drop(NAME);
        }
    }

    private void write() {
        long started = System.nanoTime();
        List<Entry> batch = new ArrayList<>();
        for (int row = 0; row < vectors.rows(); row++) {
            if (row % 100 != 0) {
                batch.add(entry(row));
            }
            if (batch.size() == BATCH || row == vectors.rows() - 1) {
                collection.put(batch, "f");
                batch.clear();
            }
        }
        long count = collection.count(Filter.ALL);
        System.out.printf(
                "%d documents, %.0f/s, %d MB%n",
                count, count / seconds(started), collection.summary().bytes() / 1_000_000);
    }

    private Entry entry(int row) {
        Map<String, Object> metadata = Map.of("of2", row / 100 % 2, "of10", row / 100 % 10, "of100", row / 100 % 100);
        return new Entry(
                new Document("d" + row, "document number " + row, metadata, Instant.EPOCH),
                List.of(new Passage(0, 4, 3, false)),
                Matrix.of(1, vectors.columns(), vectors.row(row)));
    }

    private void search(String name, Filter filter) {
        double[] fast = new double[ROUNDS];
        double[] slow = new double[ROUNDS];
        int right = 0;
        int all = 0;
        for (int query = 0; query < 2 * ROUNDS; query++) {
            Matrix asked = Matrix.of(1, vectors.columns(), vectors.row(100 * query % vectors.rows()));
            Set<String> exact = ids(asked, filter, true, slow, query % ROUNDS);
            Set<String> found = ids(asked, filter, false, fast, query % ROUNDS);
            all += exact.size();
            found.retainAll(exact);
            right += found.size();
        }
        System.out.printf(
                "%s: %.2f ms, recall@10 %.3f; exact %.2f ms%n", name, median(fast), (double) right / all, median(slow));
    }

    private Set<String> ids(Matrix query, Filter filter, boolean isExact, double[] millis, int round) {
        long started = System.nanoTime();
        List<Match> matches = collection
                .nearest(new Nearest(query, Metric.COSINE, K, filter, isExact))
                .matches()
                .getFirst();
        millis[round] = 1e3 * seconds(started);
        Set<String> ids = new HashSet<>();
        matches.forEach(match -> ids.add(match.id()));
        return ids;
    }

    private static double median(double[] millis) {
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
