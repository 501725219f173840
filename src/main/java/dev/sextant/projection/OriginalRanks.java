package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/// Ranks of some rows by their distance from a row, among all rows: 1 for the nearest. Rows that are as near as float32
/// can tell share the best of their ranks.
///
/// The idea: the scores of the rows in question are known before, and each product with another row is sorted in among
/// them; so nothing has to be kept or sorted. Cost: `queries × n × d` multiplications and a binary search for each
/// product. Of the rows no copy is made, only of blocks.
final class OriginalRanks {
    /// Blocks of rows between two steps of the progress.
    private static final int STEP = 32;

    /// Products are off by less than this part of the lengths.
    private static final double ROUNDING = 1e-6;

    private final Matrix vectors;
    private final Frame frame;
    private final boolean[] isZero;
    private final int[] queries;
    private final int count;
    private final float[][] scores;
    private final AtomicIntegerArray places;

    private OriginalRanks(Matrix vectors, Frame frame, boolean[] isZero, int[] queries, int[][] others) {
        this.vectors = vectors;
        this.frame = frame;
        this.isZero = isZero;
        this.queries = queries;
        this.count = others[0].length;
        this.scores = new float[queries.length][];
        this.places = new AtomicIntegerArray(queries.length * (count + 1));
        IntStream.range(0, queries.length)
                .parallel()
                .forEach(query -> scores[query] = scores(queries[query], others[query]));
    }

    /// Finds ranks.
    ///
    /// @param queries rows, at least one
    /// @param others for each query different rows, not the query itself, as many for each, at least one
    /// @param progress hears of blocks of rows
    /// @return ranks of each query's others, ascending, which is not the order of the others
    static int[][] of(Matrix vectors, Distance distance, int[] queries, int[][] others, Progress progress) {
        boolean[] isZero = new boolean[vectors.rows()];
        if (distance == Distance.COSINE) {
            Blocks.of(vectors.rows()).forEach((from, to) -> {
                for (int row = from; row < to; row++) {
                    isZero[row] = vectors.rowLength(row) == 0;
                }
            });
        }
        int[] chosen =
                IntStream.range(0, isZero.length).filter(row -> !isZero[row]).toArray();
        if (chosen.length == 0) {
            return IntStream.range(0, queries.length)
                    .mapToObj(query ->
                            IntStream.generate(() -> 1).limit(others[0].length).toArray())
                    .toArray(int[][]::new);
        }
        OriginalRanks ranks = new OriginalRanks(vectors, Frame.of(vectors, chosen, distance), isZero, queries, others);
        ranks.scan(progress);
        return IntStream.range(0, queries.length).mapToObj(ranks::ranks).toArray(int[][]::new);
    }

    /// What another row's score must be beyond to be nearer than each of the others, ascending, filled up with `∞` to
    /// one less than a power of two.
    private float[] scores(int query, int[] others) {
        float[] beyond = new float[Integer.highestOneBit(count) * 2 - 1];
        Arrays.fill(beyond, Float.POSITIVE_INFINITY);
        // From a row of zeros all are as far.
        if (!isZero[query]) {
            double[] from = framed(query);
            double length = Doubles.length(from);
            for (int i = 0; i < others.length; i++) {
                double[] to = framed(others[i]);
                double score = isZero[others[i]]
                        ? zeroScore(length * length / 2)
                        : Doubles.dot(from, to, 0) - Doubles.dot(to, to, 0) / 2;
                beyond[i] = (float) (score + ROUNDING * length * Math.max(length, Doubles.length(to)));
            }
            Arrays.sort(beyond);
        }
        return beyond;
    }

    private double[] framed(int row) {
        double[] values = new double[vectors.columns()];
        frame.read(vectors, row, values);
        return values;
    }

    /// What a row of zeros would have to score to be at a cosine of 0, half way between equal and opposite.
    private static double zeroScore(double halfSquare) {
        return halfSquare - 1;
    }

    private void scan(Progress progress) {
        Blocks blocks = new Blocks(vectors.rows(), Tiles.ROWS);
        try (FramedRows framed = FramedRows.of(vectors, queries, frame);
                Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            for (int block = 0; block < blocks.blocks(); block += STEP) {
                int end = Math.min(block + STEP, blocks.blocks());
                IntStream.range(block, end).parallel().forEach(i -> scan(framed, blocks.from(i), blocks.to(i), tiles));
                progress.step(blocks.to(end - 1));
            }
        }
    }

    private void scan(FramedRows framed, int from, int to, Tiles tiles) {
        try (FramedRows rows =
                FramedRows.of(to - from, vectors.columns(), (i, into) -> frame.read(vectors, from + i, into))) {
            Blocks blocks = new Blocks(queries.length, Tiles.ROWS);
            for (int block = 0; block < blocks.blocks(); block++) {
                int first = blocks.from(block);
                int last = blocks.to(block);
                tiles.use(tile -> {
                    framed.products(first, last, rows, 0, to - from, tile.products());
                    for (int query = first; query < last; query++) {
                        float half = framed.halfSquares()[query];
                        place(query, half, tile.line(query - first, to - from), rows.halfSquares(), from);
                    }
                });
            }
        }
    }

    private void place(int query, float half, float[] line, float[] halfSquares, int from) {
        float[] beyond = scores[query];
        int[] found = new int[beyond.length + 1];
        for (int i = 0; i < halfSquares.length; i++) {
            float score = isZero[from + i] ? (float) zeroScore(half) : line[i] - halfSquares[i];
            found[place(beyond, score)]++;
        }
        int own = queries[query] - from;
        if (own >= 0 && own < halfSquares.length) {
            float score = isZero[from + own] ? (float) zeroScore(half) : line[own] - halfSquares[own];
            found[place(beyond, score)]--;
        }
        for (int place = 0; place <= count; place++) {
            places.addAndGet(query * (count + 1) + place, found[place]);
        }
    }

    /// How many of these a score is beyond: a binary search without branches that could be mispredicted.
    private static int place(float[] beyond, float score) {
        int place = 0;
        for (int half = (beyond.length + 1) >> 1; half > 0; half >>= 1) {
            place += score > beyond[place + half - 1] ? half : 0;
        }
        return place;
    }

    private int[] ranks(int query) {
        int[] ranks = new int[count];
        int nearer = 0;
        for (int place = count; place > 0; place--) {
            nearer += places.get(query * (count + 1) + place);
            ranks[count - place] = nearer + 1;
        }
        return ranks;
    }
}
