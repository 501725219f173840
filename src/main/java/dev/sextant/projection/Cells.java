package dev.sextant.projection;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Rows in cells, each row in the cell whose center is nearest, by Lloyd's rounds on a sample; and the few nearest
/// cells
/// of every row, its own first. The centers need not be good, only spread as the rows are.
///
/// Cost: `n × cells × d` multiplications; 8 bytes a row and cell kept.
final class Cells {
    /// Rows of a cell, on average: enough for a product to be worth its call.
    private static final int ROWS = 512;

    /// Nearest cells kept for each row: measured, see ADR 16.
    private static final int NEAR = 24;

    private static final int SAMPLE_OF_A_CELL = 16;
    private static final int ROUNDS = 6;

    private final int count;
    private final Shortlists nearest;

    private Cells(int count, Shortlists nearest) {
        this.count = count;
        this.nearest = nearest;
    }

    /// Makes cells.
    static Cells of(FramedRows rows, Random random) {
        return of(rows, ROWS, NEAR, random);
    }

    /// Makes cells.
    ///
    /// @param rows at least one
    /// @param size rows of a cell, on average
    /// @param near nearest cells kept for each row
    static Cells of(FramedRows rows, int size, int near, Random random) {
        int count = Math.ceilDiv(rows.count(), size);
        Shortlists nearest = new Shortlists(rows.count(), Math.min(near, count));
        try (Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS);
                FramedRows centers = Assignment.framed(centers(rows, count, random, tiles))) {
            new Blocks(rows.count(), Tiles.ROWS)
                    .forEach((from, to) -> tiles.use(tile -> offer(rows, from, to, centers, nearest, tile)));
        }
        return new Cells(count, nearest);
    }

    private static double[][] centers(FramedRows rows, int count, Random random, Tiles tiles) {
        int size = (int) Math.min(rows.count(), (long) SAMPLE_OF_A_CELL * count);
        int[] weights = new int[size];
        Arrays.fill(weights, 1);
        try (FramedRows sample = rows.copy(RandomRows.of(rows.count(), size, random))) {
            Means means = new Means(rows.columns(), sample::read, weights);
            double[][] centers = means.rows(RandomRows.of(size, count, random));
            for (int round = 0; round < ROUNDS; round++) {
                means.move(centers, Assignment.of(sample, centers, tiles));
            }
            return centers;
        }
    }

    private static void offer(
            FramedRows rows, int from, int to, FramedRows centers, Shortlists nearest, Tiles.Tile tile) {
        new Blocks(centers.count(), Tiles.ROWS).inOrder((first, last) -> {
            rows.products(from, to, centers, first, last, tile.products());
            for (int row = from; row < to; row++) {
                float[] line = tile.line(row - from, last - first);
                for (int i = 0; i < last - first; i++) {
                    float score = line[i] - centers.halfSquares()[first + i];
                    if (score >= nearest.worst()[row]) {
                        nearest.offer(row, first + i, score);
                    }
                }
            }
        });
    }

    int count() {
        return count;
    }

    /// Whether a cell is among a row's nearest.
    boolean isNear(int row, int cell) {
        return nearest.has(row, cell);
    }

    /// The cell of every row.
    int[] own() {
        return IntStream.range(0, nearest.rows())
                .parallel()
                .map(row -> nearest.best(row)[0])
                .toArray();
    }

    /// The rows in each cell, ascending.
    int[][] members() {
        int[] own = own();
        return inverted(row -> IntStream.of(own[row]));
    }

    /// The rows that have each cell among their nearest, ascending.
    int[][] visitors() {
        return inverted(nearest::entries);
    }

    private int[][] inverted(IntFunction<IntStream> cellsOf) {
        int[] sizes = new int[count];
        for (int row = 0; row < nearest.rows(); row++) {
            cellsOf.apply(row).forEach(cell -> sizes[cell]++);
        }
        int[][] inverted = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = nearest.rows() - 1; row >= 0; row--) {
            int each = row;
            cellsOf.apply(row).forEach(cell -> inverted[cell][--sizes[cell]] = each);
        }
        return inverted;
    }
}
