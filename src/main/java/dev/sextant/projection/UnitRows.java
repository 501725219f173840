package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// Rows of unit length, among which L2 distance orders as cosine does.
final class UnitRows {
    private static final double ROUNDING = 1e-3;

    private UnitRows() {}

    /// @return the rows themselves where they are of unit length, as a model's mostly are; a copy of the same
    ///     directions where they are not; rows of zeros stay
    static Matrix of(Matrix vectors) {
        boolean areUnit = IntStream.range(0, vectors.rows()).parallel().allMatch(row -> isUnit(vectors.rowLength(row)));
        if (areUnit) {
            return vectors;
        }
        Matrix copy =
                Matrix.of(vectors.rows(), vectors.columns(), vectors.values().clone());
        copy.normalizeRows();
        return copy;
    }

    private static boolean isUnit(double length) {
        return length == 0 || Math.abs(length - 1) < ROUNDING;
    }
}
