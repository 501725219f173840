package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/// Rows made by chance, for tests; and threads to run on.
final class Samples {
    private Samples() {}

    /// Normally distributed rows.
    static Matrix gaussian(int rows, int columns, double offset, long seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) (random.nextGaussian() + offset);
        }
        return matrix;
    }

    /// Rows around `islands` middles, row `i` around middle `i % islands`.
    ///
    /// @param spread standard deviation around a middle; the middles have 1
    static Matrix islands(int rows, int columns, int islands, double spread, long seed) {
        Random random = new Random(seed);
        Matrix middles = gaussian(islands, columns, 0, seed + 1);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            int middle = i / columns % islands;
            matrix.values()[i] =
                    (float) (middles.values()[middle * columns + i % columns] + spread * random.nextGaussian());
        }
        return matrix;
    }

    /// Runs work that uses so many threads.
    static <T> T onThreads(int threads, Supplier<T> work) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(work::get).join();
        }
    }
}
