package dev.sextant.projection;

import java.util.stream.IntStream;

/// The best eigenvalues and eigenvectors of a symmetric matrix A, all of them within -1..1, in the span of a block
/// Y; largest first.
final class RitzPairs {
    /// Below this part of the largest, a direction of the span is rounding.
    private static final double RANK = 1e-10;

    /// Below every eigenvalue, so that what is missing comes last.
    private static final double MISSING = -2;

    private final Eigen eigen;
    private final double[] coefficients;

    private RitzPairs(Eigen eigen, double[] coefficients) {
        this.eigen = eigen;
        this.coefficients = coefficients;
    }

    /// @param products `YᵀY`, `[size × size]`, row-major
    /// @param images `YᵀAY`, the same
    static RitzPairs of(double[] products, double[] images, int size) {
        double[] whitening = whitening(products, size);
        double[] inner = transposedTimes(whitening, times(images, whitening, size), size);
        for (int i = 0; i < size; i++) {
            if (isZero(whitening, i, size)) {
                inner[i * size + i] = MISSING;
            }
        }
        Eigen eigen = Eigen.of(inner, size);
        return new RitzPairs(eigen, times(whitening, columns(eigen, size), size));
    }

    /// The eigenvalue of a column.
    double value(int column) {
        return eigen.value(column);
    }

    /// How much of the block's i-th vector is in the eigenvector of a column.
    double coefficient(int i, int column) {
        return coefficients[i * eigen.count() + column];
    }

    /// Whether a column is all zeros, because the span has fewer dimensions than the block has vectors.
    boolean isMissing(int column) {
        return isZero(coefficients, column, eigen.count());
    }

    /// W with `Wᵀ products W = 1`, but for directions that the span does not have: those are zeros.
    private static double[] whitening(double[] products, int size) {
        double[] scales = IntStream.range(0, size)
                .mapToDouble(i -> 1 / Math.sqrt(Math.max(products[i * size + i], Double.MIN_NORMAL)))
                .toArray();
        double[] scaled = products.clone();
        for (int at = 0; at < scaled.length; at++) {
            scaled[at] *= scales[at / size] * scales[at % size];
        }
        Eigen eigen = Eigen.of(scaled, size);
        double[] whitening = columns(eigen, size);
        for (int at = 0; at < whitening.length; at++) {
            double value = eigen.value(at % size);
            boolean isKept = value > RANK * eigen.value(0);
            whitening[at] = isKept ? whitening[at] * scales[at / size] / Math.sqrt(value) : 0;
        }
        return whitening;
    }

    private static double[] columns(Eigen eigen, int size) {
        double[] columns = new double[size * size];
        for (int at = 0; at < columns.length; at++) {
            columns[at] = eigen.vector(at % size)[at / size];
        }
        return columns;
    }

    private static double[] times(double[] left, double[] right, int size) {
        double[] product = new double[size * size];
        for (int at = 0; at < product.length; at++) {
            for (int i = 0; i < size; i++) {
                product[at] += left[at / size * size + i] * right[i * size + at % size];
            }
        }
        return product;
    }

    private static double[] transposedTimes(double[] left, double[] right, int size) {
        double[] product = new double[size * size];
        for (int at = 0; at < product.length; at++) {
            for (int i = 0; i < size; i++) {
                product[at] += left[i * size + at / size] * right[i * size + at % size];
            }
        }
        return product;
    }

    private static boolean isZero(double[] matrix, int column, int size) {
        return IntStream.range(0, size).allMatch(i -> matrix[i * size + column] == 0);
    }
}
