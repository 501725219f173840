package dev.sextant.vectors;

import java.util.Random;

/// Seeded matrices for tests.
final class Rows {
    private Rows() {}

    static Matrix gaussian(int rows, int columns, double scale, double offset, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian() + offset);
        }
        return Matrix.of(rows, columns, values);
    }
}
