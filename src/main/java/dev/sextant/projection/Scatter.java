package dev.sextant.projection;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Dot products of all columns of framed rows, `Xᵀ X`: the covariance, but for a factor. Products of 512 rows are
/// computed in float32 and summed in double precision, in an order that is the same for any number of threads.
///
/// Cost: `n d² / 2` multiplications; of the rows no copy is made. Memory: up to 16 sums of `8 d²` bytes, fewer than
/// that
/// where they would be beyond 64 MiB.
final class Scatter {
    private static final int MOST_SUMS = 16;
    private static final long SUM_BYTES = 64L << 20;

    private final Matrix rows;
    private final Frame frame;
    private final Blocks rowBlocks;
    private final Blocks columnBlocks;
    private final double[][] sums;

    private Scatter(Matrix rows, Frame frame) {
        this.rows = rows;
        this.frame = frame;
        this.rowBlocks = new Blocks(rows.rows(), Tiles.ROWS);
        this.columnBlocks = new Blocks(rows.columns(), Tiles.ROWS);
        int size = Math.multiplyExact(rows.columns(), rows.columns());
        this.sums = new double[Math.clamp(SUM_BYTES / Double.BYTES / size, 1, MOST_SUMS)][size];
    }

    /// @return `[d × d]`, symmetric
    static double[] of(Matrix rows, Frame frame, Progress progress) {
        Scatter scatter = new Scatter(rows, frame);
        int step = scatter.sums.length;
        try (Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            for (int block = 0; block < scatter.rowBlocks.blocks(); block += step) {
                scatter.add(block, Math.min(block + step, scatter.rowBlocks.blocks()), tiles);
                progress.step(scatter.rowBlocks.to(Math.min(block + step, scatter.rowBlocks.blocks()) - 1));
            }
        }
        return scatter.sum();
    }

    /// Adds blocks of rows, each to a sum of its own.
    private void add(int from, int to, Tiles tiles) {
        int columns = columnBlocks.blocks();
        IntStream.range(0, (to - from) * columns * columns)
                .filter(task -> task / columns % columns <= task % columns)
                .parallel()
                .forEach(task -> {
                    int sum = task / (columns * columns);
                    add(from + sum, task / columns % columns, task % columns, sums[sum], tiles);
                });
    }

    private void add(int rowBlock, int leftBlock, int rightBlock, double[] sum, Tiles tiles) {
        int from = rowBlocks.from(rowBlock);
        int to = rowBlocks.to(rowBlock);
        int left = columnBlocks.from(leftBlock);
        int leftEnd = columnBlocks.to(leftBlock);
        int right = columnBlocks.from(rightBlock);
        int rightEnd = columnBlocks.to(rightBlock);
        tiles.use(a -> tiles.use(b -> tiles.use(out -> {
            a.fill(frame, rows, from, to, left, leftEnd);
            Tiles.Tile other = leftBlock == rightBlock ? a : b;
            if (other == b) {
                b.fill(frame, rows, from, to, right, rightEnd);
            }
            DotProducts.ofColumns(
                    a.products(), leftEnd - left, other.products(), rightEnd - right, to - from, out.products());
            for (int row = left; row < leftEnd; row++) {
                add(out.line(row - left, rightEnd - right), rightEnd - right, sum, row * rows.columns() + right);
            }
        })));
    }

    private static void add(float[] line, int count, double[] sum, int at) {
        for (int i = 0; i < count; i++) {
            sum[at + i] += line[i];
        }
    }

    private double[] sum() {
        double[] total = sums[0];
        for (double[] sum : Arrays.asList(sums).subList(1, sums.length)) {
            for (int i = 0; i < total.length; i++) {
                total[i] += sum[i];
            }
        }
        int columns = rows.columns();
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < row; column++) {
                total[row * columns + column] = total[column * columns + row];
            }
        }
        return total;
    }
}
