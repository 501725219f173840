package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// Means of groups of rows.
final class Centers {
    private Centers() {}

    /// The mean of each group's vectors; with cosine, of their directions.
    ///
    /// @param members rows of each group, none empty
    /// @return `[groups × d]`
    static Matrix of(Matrix vectors, Distance distance, List<int[]> members) {
        Matrix centers = Matrix.zeros(members.size(), vectors.columns());
        IntStream.range(0, members.size())
                .parallel()
                .forEach(group -> centers.setRow(group, mean(vectors, distance, members.get(group))));
        return centers;
    }

    private static float[] mean(Matrix vectors, Distance distance, int[] rows) {
        int columns = vectors.columns();
        double[] sums = new double[columns];
        for (int row : rows) {
            double length = distance == Distance.COSINE ? vectors.rowLength(row) : 1;
            double scale = length == 0 ? 0 : 1 / length;
            for (int i = 0; i < columns; i++) {
                sums[i] += scale * vectors.values()[row * columns + i];
            }
        }
        float[] mean = new float[columns];
        for (int i = 0; i < columns; i++) {
            mean[i] = (float) (sums[i] / rows.length);
        }
        return mean;
    }
}
