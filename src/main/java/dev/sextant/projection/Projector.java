package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;

// Holds the place of what is being written: the first columns are the map.
final class Projector {
    private Projector() {}

    static Projection project(Matrix vectors, Recipe recipe, Progress progress) {
        int rows = vectors.rows();
        Matrix points = Matrix.zeros(rows, recipe.components());
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < Math.min(recipe.components(), vectors.columns()); column++) {
                points.values()[row * recipe.components() + column] =
                        vectors.values()[row * vectors.columns() + column];
            }
        }
        int count = Math.min(15, rows - 1);
        int[] indices = new int[rows * count];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (i / count + 1 + i % count) % rows;
        }
        return new Projection(
                recipe.method(), points, Neighbors.of(rows, count, indices, new float[indices.length]), List.of(), "");
    }
}
