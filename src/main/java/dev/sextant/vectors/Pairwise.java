package dev.sextant.vectors;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Similarities and distances of all pairs of a matrix's rows.
///
/// The idea: rows are scaled to unit length and multiplied in float32 by [DotProducts], and lengths, kept in double
/// precision, are multiplied back: so nothing overflows, and a product is off by no more than 1e-6 of `|a| |b|`.
/// Euclidean distances are `|a|² + |b|² - 2 a · b` of the rows less their mean, which moves no distance and keeps an
/// offset that all rows share out of the cancellation; pairs that are still too near each other for that formula are
/// computed again from their differences. Manhattan distances have no such form, see [ManhattanDistances].
///
/// Cost: n² d / 2 multiplications, and n² float32 for a result; besides, a copy or two of the rows.
public final class Pairwise {
    /// The longest row whose square, and so any product of two such rows, is a float32.
    public static final double LONGEST = Math.sqrt(Float.MAX_VALUE);

    /// Where a squared distance is below this part of `|a| |b|`, a product's error of 1e-6 is more than 1e-5 of it.
    private static final double TOO_NEAR = 0.1;

    private final Matrix rows;

    private Pairwise(Matrix rows) {
        this.rows = rows;
    }

    /// All pairs of these rows.
    ///
    /// @throws IllegalArgumentException if a row is longer than [#LONGEST] or not finite
    public static Pairwise of(Matrix rows) {
        for (int row = 0; row < rows.rows(); row++) {
            double length = rows.rowLength(row);
            if (!(length <= LONGEST)) {
                throw new IllegalArgumentException(
                        "row %d has length %s; at most %s is taken".formatted(row, length, LONGEST));
            }
        }
        return new Pairwise(rows);
    }

    /// Similarities as [Metric#similarity] gives them, to 1e-5, for dot products to 1e-5 of the rows' lengths.
    ///
    /// @return `[rows × rows]`, symmetric and finite; 1 on the diagonal, but for dot and the cosine of zeros
    public Matrix similarities(Metric metric) {
        return switch (metric) {
            case COSINE -> cosines();
            case DOT -> dots();
            case EUCLIDEAN -> ofDistances(euclideanDistances());
            case MANHATTAN -> ofDistances(manhattanDistances());
        };
    }

    /// `1 / (1 + distance)` of every value.
    public static Matrix ofDistances(Matrix distances) {
        Matrix similarities = Matrix.zeros(distances.rows(), distances.columns());
        for (int i = 0; i < distances.values().length; i++) {
            similarities.values()[i] = (float) Metric.ofDistance(distances.values()[i]);
        }
        return similarities;
    }

    /// L2 distances, to 1e-5 of themselves.
    ///
    /// @return `[rows × rows]`, symmetric, zeros on the diagonal
    public Matrix euclideanDistances() {
        Matrix centered = centered();
        double[] lengths = lengths(centered);
        Matrix distances = unitProducts(centered);
        float[][] vectors = IntStream.range(0, rows.rows()).mapToObj(rows::row).toArray(float[][]::new);
        forUpperTriangle(distances, (a, b, cosine) -> {
            double product = lengths[a] * lengths[b];
            double squared = lengths[a] * lengths[a] + lengths[b] * lengths[b] - 2 * product * cosine;
            return squared < TOO_NEAR * product ? Metric.euclideanDistance(vectors[a], vectors[b]) : Math.sqrt(squared);
        });
        return withDiagonal(distances, new double[rows.rows()]);
    }

    /// L1 distances, to 1e-5 of themselves.
    ///
    /// @return `[rows × rows]`, symmetric, zeros on the diagonal
    public Matrix manhattanDistances() {
        return ManhattanDistances.of(rows);
    }

    private Matrix cosines() {
        Matrix cosines = unitProducts(rows);
        forUpperTriangle(cosines, (a, b, cosine) -> Math.clamp(cosine, -1, 1));
        return withDiagonal(
                cosines, Arrays.stream(lengths(rows)).map(Math::signum).toArray());
    }

    private Matrix dots() {
        double[] lengths = lengths(rows);
        Matrix dots = unitProducts(rows);
        forUpperTriangle(dots, (a, b, cosine) -> Math.clamp(cosine, -1, 1) * lengths[a] * lengths[b]);
        return withDiagonal(
                dots, Arrays.stream(lengths).map(length -> length * length).toArray());
    }

    private static Matrix unitProducts(Matrix rows) {
        Matrix unit = Matrix.of(rows.rows(), rows.columns(), rows.values().clone());
        unit.normalizeRows();
        return DotProducts.of(unit, unit);
    }

    private static double[] lengths(Matrix rows) {
        return IntStream.range(0, rows.rows()).mapToDouble(rows::rowLength).toArray();
    }

    private Matrix centered() {
        int columns = rows.columns();
        double[] sums = new double[columns];
        for (int i = 0; i < rows.values().length; i++) {
            sums[i % columns] += rows.values()[i];
        }
        Matrix centered = Matrix.zeros(rows.rows(), columns);
        for (int i = 0; i < rows.values().length; i++) {
            centered.values()[i] = (float) (rows.values()[i] - sums[i % columns] / rows.rows());
        }
        return centered;
    }

    /// What becomes of the product of rows a and b.
    private interface Change {
        double of(int a, int b, double product);
    }

    private static void forUpperTriangle(Matrix square, Change change) {
        float[] values = square.values();
        IntStream.range(0, square.rows()).parallel().forEach(a -> {
            for (int b = a + 1; b < square.columns(); b++) {
                int at = a * square.columns() + b;
                values[at] = (float) change.of(a, b, values[at]);
            }
        });
    }

    private static Matrix withDiagonal(Matrix square, double[] diagonal) {
        for (int row = 0; row < diagonal.length; row++) {
            square.values()[row * square.columns() + row] = (float) diagonal[row];
        }
        square.mirrorUpperTriangle();
        return square;
    }
}
