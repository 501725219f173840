package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import java.util.stream.IntStream;

/// Rows around centers that are far from each other.
///
/// @param vectors blob after blob
/// @param labels the blob of each row
record Blobs(Matrix vectors, java.util.List<String> labels) {
    private static final int DIMENSIONS = 12;

    /// @param sizes rows of each blob
    static Blobs of(long seed, int... sizes) {
        var random = new Random(seed);
        Matrix vectors = Matrix.zeros(IntStream.of(sizes).sum(), DIMENSIONS);
        int row = 0;
        for (int blob = 0; blob < sizes.length; blob++) {
            float[] center = gaussian(random, 1);
            for (int i = 0; i < sizes[blob]; i++) {
                float[] vector = gaussian(random, 0.15);
                for (int column = 0; column < DIMENSIONS; column++) {
                    vector[column] += center[column];
                }
                vectors.setRow(row++, vector);
            }
        }
        return new Blobs(
                vectors,
                IntStream.range(0, sizes.length)
                        .boxed()
                        .flatMap(blob -> IntStream.range(0, sizes[blob]).mapToObj(_ -> "blob " + blob))
                        .toList());
    }

    static float[] gaussian(Random random, double scale) {
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
