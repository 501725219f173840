package dev.sextant.compare;

import dev.sextant.vectors.Matrix;
import org.jspecify.annotations.Nullable;

/// What is strictly above the diagonal of a square matrix: every pair once.
final class UpperTriangle {
    /// Values closer together than this part of the largest differ by the kernels' rounding alone.
    private static final double ROUNDING = 1e-6;

    private final Matrix matrix;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;
    private double mean;

    private UpperTriangle(Matrix matrix) {
        this.matrix = matrix;
    }

    static UpperTriangle of(Matrix matrix) {
        UpperTriangle triangle = new UpperTriangle(matrix);
        double sum = 0;
        float[] values = matrix.values();
        for (int row = 0; row < matrix.rows(); row++) {
            for (int i = start(matrix, row); i < (row + 1) * matrix.columns(); i++) {
                triangle.min = Math.min(triangle.min, values[i]);
                triangle.max = Math.max(triangle.max, values[i]);
                sum += values[i];
            }
        }
        triangle.mean = triangle.isEmpty() ? 0 : sum / (matrix.rows() * (matrix.rows() - 1.0) / 2);
        return triangle;
    }

    boolean isEmpty() {
        return matrix.rows() < 2;
    }

    float min() {
        return min;
    }

    float max() {
        return max;
    }

    /// Pearson's r with another triangle of the same size, -1..1; `null` where either is constant or empty.
    @Nullable
    Double correlation(UpperTriangle other) {
        if (isConstant() || other.isConstant()) {
            return null;
        }
        if (other == this) {
            return 1.0;
        }
        double together = 0;
        double alone = 0;
        double otherAlone = 0;
        float[] values = matrix.values();
        float[] others = other.matrix.values();
        for (int row = 0; row < matrix.rows(); row++) {
            for (int i = start(matrix, row); i < (row + 1) * matrix.columns(); i++) {
                double off = values[i] - mean;
                double otherOff = others[i] - other.mean;
                together += off * otherOff;
                alone += off * off;
                otherAlone += otherOff * otherOff;
            }
        }
        return Math.clamp(together / (Math.sqrt(alone) * Math.sqrt(otherAlone)), -1, 1);
    }

    private boolean isConstant() {
        return isEmpty() || (double) max - min <= ROUNDING * Math.max(Math.abs(max), Math.abs(min));
    }

    private static int start(Matrix matrix, int row) {
        return row * matrix.columns() + row + 1;
    }
}
