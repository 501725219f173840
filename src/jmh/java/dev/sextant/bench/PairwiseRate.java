package dev.sextant.bench;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import dev.sextant.vectors.Pairwise;
import java.util.Random;
import java.util.stream.IntStream;

/// All pairs of random rows, by turns on ONNX Runtime and in plain Java, and what each metric takes on top:
/// `PairwiseRate ROWS DIMENSIONS`. Prints milliseconds of the best of ten rounds.
public final class PairwiseRate {
    private static final int ROUNDS = 10;

    private PairwiseRate() {}

    /// @param args rows, dimensions
    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        Matrix matrix = gaussian(rows, Integer.parseInt(args[1]));
        Pairwise pairs = Pairwise.of(matrix);
        best("dot products, ONNX Runtime", () -> DotProducts.of(matrix, matrix));
        best("dot products, plain Java, 8 accumulators", () -> plain(matrix));
        for (Metric metric : Metric.values()) {
            best("similarities, " + metric, () -> pairs.similarities(metric));
        }
    }

    private static void best(String name, Runnable work) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - started) / 1e6);
        }
        System.out.printf("%-45s %8.1f ms%n", name, best);
    }

    private static Matrix gaussian(int rows, int columns) {
        Random random = new Random(42);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    private static Matrix plain(Matrix rows) {
        Matrix products = Matrix.zeros(rows.rows(), rows.rows());
        IntStream.range(0, rows.rows()).parallel().forEach(a -> {
            for (int b = a; b < rows.rows(); b++) {
                products.values()[a * rows.rows() + b] = dot(rows.values(), a, b, rows.columns());
            }
        });
        products.mirrorUpperTriangle();
        return products;
    }

    private static float dot(float[] values, int a, int b, int columns) {
        float[] sums = new float[8];
        int column = 0;
        for (; column + 7 < columns; column += 8) {
            for (int lane = 0; lane < 8; lane++) {
                sums[lane] += values[a * columns + column + lane] * values[b * columns + column + lane];
            }
        }
        float sum = 0;
        for (; column < columns; column++) {
            sum += values[a * columns + column] * values[b * columns + column];
        }
        for (float lane : sums) {
            sum += lane;
        }
        return sum;
    }
}
