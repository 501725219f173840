package dev.sextant.bench;

import dev.sextant.projection.Pca;
import dev.sextant.projection.Progress;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/// Finds two principal components, three rounds, and prints each round's time: `PcaRate FILE DIMENSIONS ROWS`, the file
/// float32, little-endian, or `-` for rows made by chance.
public final class PcaRate {
    private static final int ROUNDS = 3;

    private PcaRate() {}

    /// @param args file, dimensions, rows
    public static void main(String[] args) throws IOException {
        int dimensions = Integer.parseInt(args[1]);
        int rows = Integer.parseInt(args[2]);
        Matrix vectors =
                args[0].equals("-") ? random(rows, dimensions) : FloatFile.read(Path.of(args[0]), dimensions, rows);
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            Pca found = Pca.fit(vectors, 2, Progress.NONE);
            System.out.printf(
                    "%d × %d: %.2f s, explained %s%n",
                    vectors.rows(), vectors.columns(), (System.nanoTime() - started) / 1e9, found.explainedVariance());
        }
    }

    /// Columns whose spread shrinks, as that of embeddings' directions does.
    private static Matrix random(int rows, int dimensions) {
        Random random = new Random(1);
        Matrix matrix = Matrix.zeros(rows, dimensions);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) (random.nextGaussian() / Math.sqrt(1 + i % dimensions));
        }
        return matrix;
    }
}
