package dev.sextant.collection.embedded;

import dev.sextant.cli.Standalone;
import dev.sextant.collection.Storage;
import dev.sextant.collection.embedded.Candidates.Candidate;
import dev.sextant.model.EmbedOptions;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Builds indexes over the vectors of texts, one a line, or of a file `*.f32` of little-endian float32, and prints
/// build time, recall@10 against the exact search, median time of a query and bytes. Every hundredth vector is a query
/// and not in the index. More rows than the file has are the file's, moved a little.
///
/// `SearchRate FILE ROWS graph|scan [DIMENSIONS]`
public final class SearchRate {
    private static final int K = 10;
    private static final int QUERIES = 200;
    private static final int DEFAULT_DIMENSIONS = 384;
    private static final int BATCH = 2_048;

    private final MemoryRows rows;
    private final Matrix queries;
    private final List<Candidates> truth;

    private SearchRate(MemoryRows rows, Matrix queries) {
        this.rows = rows;
        this.queries = queries;
        try (VectorIndex exact = index(Storage.FLOAT, Integer.MAX_VALUE)) {
            truth = exact.search(queries, Metric.COSINE, K, null, true);
        }
    }

    /// @param args file, rows, whether to build graphs, and dimensions if the file is `*.f32` and they are not 384
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        int dimensions = args.length > 3 ? Integer.parseInt(args[3]) : DEFAULT_DIMENSIONS;
        float[][] vectors = args[0].endsWith(".f32") ? load(file, dimensions) : embed(file, count);
        MemoryRows rows = new MemoryRows(vectors[0].length);
        Matrix queries = Matrix.zeros(Math.min(QUERIES, vectors.length / 100), vectors[0].length);
        Random random = new Random(1);
        for (int i = 0; rows.count() < count; i++) {
            int at = i % vectors.length;
            if (at % 100 == 0 && at / 100 < queries.rows()) {
                queries.setRow(at / 100, vectors[at]);
            } else {
                rows.add(i < vectors.length ? vectors[at] : moved(vectors[at], random));
            }
        }
        SearchRate rate = new SearchRate(rows, queries);
        rate.print();
        if (args[2].equals("graph")) {
            rate.printGraph();
        }
    }

    private void print() {
        System.out.printf(
                "%d rows, %d dimensions, %d MB, read once in %.2f ms%n",
                rows.count(),
                rows.dimensions(),
                (long) rows.count() * rows.dimensions() * Float.BYTES / 1_000_000,
                median(query -> readSum()));
        try (VectorIndex exact = index(Storage.FLOAT, Integer.MAX_VALUE)) {
            print("exact", 0, exact, 0, true);
            long started = System.nanoTime();
            exact.search(queries, Metric.COSINE, K, null, true);
            System.out.printf("exact, %d at once: %.3f ms a query%n", queries.rows(), millis(started) / queries.rows());
        }
        for (Storage storage : List.of(Storage.INT8, Storage.BINARY)) {
            long started = System.nanoTime();
            try (VectorIndex copy = index(storage, Integer.MAX_VALUE)) {
                print(storage.name(), millis(started) / 1e3, copy, copy.copyBytes(), false);
            }
        }
    }

    private void printGraph() throws IOException {
        Path file = Files.createTempDirectory("sextant").resolve("graph");
        double cpuSeconds = cpuSeconds();
        long started = System.nanoTime();
        try (VectorIndex graph =
                new VectorIndex(rows, all(), Metric.COSINE, Storage.FLOAT, file, Settings.DEFAULTS.withExactBelow(0))) {
            await(graph);
            System.out.printf("graph: %.1f s of processor time%n", cpuSeconds() - cpuSeconds);
            print("graph", millis(started) / 1e3, graph, 0, false);
            for (int step : new int[] {2, 4, 8, 16, 50}) {
                printFiltered(step, graph);
            }
        }
        for (int beam : new int[] {50, 100, 150, 200, 300}) {
            started = System.nanoTime();
            try (VectorIndex graph = new VectorIndex(
                    rows,
                    all(),
                    Metric.COSINE,
                    Storage.FLOAT,
                    file,
                    Settings.DEFAULTS.withExactBelow(0).withBeam(beam))) {
                await(graph);
                print("graph loaded, beam " + beam, millis(started) / 1e3, graph, Files.size(file), false);
            }
        }
    }

    private void printFiltered(int step, VectorIndex index) {
        BitSet accepted = new BitSet();
        IntStream.iterate(0, row -> row < rows.count(), row -> row + step).forEach(accepted::set);
        boolean exact =
                index.search(queries.row(0), Metric.COSINE, K, accepted, false).exact();
        System.out.printf(
                "one row in %d: %.3f ms %s, %.3f ms by scan%n",
                step,
                median(query -> index.search(queries.row(query), Metric.COSINE, K, accepted, false)),
                exact ? "by scan" : "by graph",
                median(query -> index.search(queries.row(query), Metric.COSINE, K, accepted, true)));
    }

    private void print(String name, double buildSeconds, VectorIndex index, long bytes, boolean exact) {
        int found = 0;
        for (int query = 0; query < queries.rows(); query++) {
            Set<Integer> right = rows(truth.get(query));
            right.retainAll(rows(index.search(queries.row(query), Metric.COSINE, K, null, exact)));
            found += right.size();
        }
        double millis = median(query -> index.search(queries.row(query), Metric.COSINE, K, null, exact));
        System.out.printf(
                "%-24s built in %7.2f s, recall@10 %.4f, %8.3f ms a query, %d MB%n",
                name, buildSeconds, (double) found / K / queries.rows(), millis, bytes / 1_000_000);
    }

    private VectorIndex index(Storage storage, int exactBelow) {
        return new VectorIndex(
                rows, all(), Metric.COSINE, storage, Path.of("unused"), Settings.DEFAULTS.withExactBelow(exactBelow));
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, rows.count());
        return all;
    }

    private double median(IntConsumer search) {
        double[] millis = new double[Math.min(50, queries.rows())];
        for (int query = 0; query < millis.length; query++) {
            long started = System.nanoTime();
            search.accept(query);
            millis[query] = millis(started);
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    /// Adds up all bytes as longs, on all cores: what reading them takes.
    private long readSum() {
        int blocks = (rows.count() + Rows.BLOCK_ROWS - 1) / Rows.BLOCK_ROWS;
        return IntStream.range(0, blocks)
                .parallel()
                .mapToLong(block -> {
                    long size = Math.min(Rows.BLOCK_ROWS, rows.count() - block * Rows.BLOCK_ROWS);
                    return sum(rows.block(block), size * rows.dimensions() / 2);
                })
                .sum();
    }

    private static long sum(MemorySegment block, long longs) {
        long sum = 0;
        for (int i = 0; i < (int) longs; i++) {
            sum += block.get(ValueLayout.JAVA_LONG, 8L * i);
        }
        return sum;
    }

    private static void await(VectorIndex index) {
        while (!index.isIdle()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Set<Integer> rows(Candidates candidates) {
        Set<Integer> rows = new HashSet<>();
        candidates.best().stream().limit(K).map(Candidate::row).forEach(rows::add);
        return rows;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static double millis(long started) {
        return (System.nanoTime() - started) / 1e6;
    }

    private static float[] moved(float[] vector, Random random) {
        Matrix moved = Matrix.of(1, vector.length, vector.clone());
        for (int i = 0; i < vector.length; i++) {
            moved.values()[i] += (float) (0.02 * random.nextGaussian());
        }
        moved.normalizeRows();
        return moved.values();
    }

    private static float[][] load(Path file, int dimensions) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            float[][] vectors = new float[(int) (channel.size() / Float.BYTES / dimensions)][dimensions];
            ByteBuffer bytes = ByteBuffer.allocate(dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float[] vector : vectors) {
                channel.read(bytes.clear());
                bytes.flip().asFloatBuffer().get(vector);
            }
            return vectors;
        }
    }

    private static float[][] embed(Path file, int count) throws IOException {
        List<String> texts = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .limit(count + QUERIES)
                .toList();
        float[][] vectors = new float[texts.size()][];
        Standalone sextant = Standalone.create();
        EmbedOptions options = EmbedOptions.defaults(Long.MAX_VALUE).withKeep(false);
        for (int from = 0; from < vectors.length; from += BATCH) {
            List<String> batch = texts.subList(from, Math.min(vectors.length, from + BATCH));
            Matrix embedded = sextant.embedder().embed(batch, options).vectors();
            for (int i = 0; i < batch.size(); i++) {
                vectors[from + i] = embedded.row(i);
            }
        }
        return vectors;
    }
}
