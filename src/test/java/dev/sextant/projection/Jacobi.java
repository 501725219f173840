package dev.sextant.projection;

import java.util.stream.IntStream;

/// All eigenvalues and eigenvectors of a symmetric matrix, by rotations that make one pair of entries zero after the
/// other: slow, and as plain as such a thing can be.
final class Jacobi {
    private static final int MOST_SWEEPS = 30;

    private final double[][] matrix;
    private final double[][] vectors;
    private final int[] order;

    private Jacobi(double[][] matrix) {
        this.matrix = matrix;
        this.vectors = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && off() > 1e-24 * all(); sweep++) {
            sweep();
        }
        this.order = IntStream.range(0, matrix.length)
                .boxed()
                .sorted((a, b) -> Double.compare(matrix[b][b], matrix[a][a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// @param matrix is overwritten
    static Jacobi of(double[][] matrix) {
        return new Jacobi(matrix);
    }

    /// Largest first.
    double value(int index) {
        return matrix[order[index]][order[index]];
    }

    double[] vector(int index) {
        return vectors[order[index]];
    }

    private double all() {
        double sum = 0;
        for (double[] row : matrix) {
            for (double value : row) {
                sum += value * value;
            }
        }
        return sum;
    }

    private double off() {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    private void sweep() {
        for (int p = 0; p < matrix.length; p++) {
            for (int q = p + 1; q < matrix.length; q++) {
                if (matrix[p][q] != 0) {
                    rotate(p, q);
                }
            }
        }
    }

    private void rotate(int p, int q) {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (double[] row : matrix) {
            double first = row[p];
            row[p] = cosine * first - sine * row[q];
            row[q] = sine * first + cosine * row[q];
        }
        mix(matrix[p], matrix[q], cosine, sine);
        mix(vectors[p], vectors[q], cosine, sine);
    }

    private static void mix(double[] a, double[] b, double cosine, double sine) {
        for (int i = 0; i < a.length; i++) {
            double first = a[i];
            a[i] = cosine * first - sine * b[i];
            b[i] = sine * first + cosine * b[i];
        }
    }
}
