package dev.sextant.collection;

import dev.sextant.projection.Neighbors;
import dev.sextant.vectors.Matrix;

// Holds the place of what is being written: new rows lie where their nearest neighbor lies.
final class Meanwhile {
    private Meanwhile() {}

    static Matrix place(Neighbors near, Matrix points) {
        Matrix placed = Matrix.zeros(near.rows(), points.columns());
        for (int row = 0; row < near.rows(); row++) {
            placed.setRow(row, points.row(near.index(row, 0)));
        }
        return placed;
    }

    static Matrix align(Matrix moved, Matrix fixed, Matrix all) {
        return moved.rows() == fixed.rows() ? all : moved;
    }
}
