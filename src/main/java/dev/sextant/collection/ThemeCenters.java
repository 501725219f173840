package dev.sextant.collection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;

/// Mean vectors of themes, in the space of the rows.
final class ThemeCenters {
    private ThemeCenters() {}

    /// @param vectors `[rows × dimensions]`
    /// @param themes of the rows; below 0 for none
    /// @return `[themes × dimensions]`, by theme; none where no row has one
    static Matrix of(Matrix vectors, int[] themes) {
        int dimensions = vectors.columns();
        int count = Arrays.stream(themes).max().orElse(-1) + 1;
        double[][] sums = new double[count][dimensions];
        int[] sizes = new int[count];
        for (int row = 0; row < themes.length; row++) {
            if (themes[row] >= 0) {
                sizes[themes[row]]++;
                double[] sum = sums[themes[row]];
                for (int i = 0; i < dimensions; i++) {
                    sum[i] += vectors.values()[row * dimensions + i];
                }
            }
        }
        Matrix centers = Matrix.zeros(count, dimensions);
        for (int theme = 0; theme < count; theme++) {
            for (int i = 0; i < dimensions; i++) {
                centers.values()[theme * dimensions + i] = (float) (sums[theme][i] / Math.max(1, sizes[theme]));
            }
        }
        return centers;
    }
}
