package dev.sextant.bench;

import dev.sextant.projection.Distance;
import dev.sextant.projection.NeighborSearch;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Progress;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Path;

/// Finds the 15 nearest rows of every row, three rounds, and prints each round's time and, of up to 2,000 rows, the
/// share of the exact neighbors that were found: `NeighborRate FILE DIMENSIONS ROWS`, the file float32, little-endian.
public final class NeighborRate {
    private static final int ROUNDS = 3;
    private static final int COUNT = 15;
    private static final int LOOKED_AT = 2_000;

    private NeighborRate() {}

    /// @param args file, dimensions, rows
    public static void main(String[] args) throws IOException {
        Matrix vectors = FloatFile.read(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            Neighbors found = NeighborSearch.find(vectors, Distance.COSINE, COUNT, 42, Progress.NONE);
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%d × %d: %.2f s, recall@%d %.4f%n",
                    vectors.rows(), vectors.columns(), seconds, COUNT, recall(vectors, found));
        }
    }

    private static double recall(Matrix vectors, Neighbors found) {
        int count = Math.min(LOOKED_AT, vectors.rows());
        Matrix queries = Matrix.zeros(count, vectors.columns());
        for (int i = 0; i < count; i++) {
            queries.setRow(i, vectors.row(row(i, count, vectors)));
        }
        // One more, because a query finds itself.
        Neighbors exact = NeighborSearch.between(queries, vectors, Distance.COSINE, COUNT + 1, Progress.NONE);
        long right = 0;
        for (int i = 0; i < count; i++) {
            float last = lastOther(exact, i, row(i, count, vectors));
            for (int rank = 0; rank < found.count(); rank++) {
                right += found.distance(row(i, count, vectors), rank) <= last ? 1 : 0;
            }
        }
        return (double) right / count / found.count();
    }

    private static int row(int i, int count, Matrix vectors) {
        return (int) ((long) i * vectors.rows() / count);
    }

    /// The distance of the last neighbor that counts, the row itself left out.
    private static float lastOther(Neighbors exact, int query, int row) {
        int last = exact.count() - 1;
        for (int rank = 0; rank < last; rank++) {
            if (exact.index(query, rank) == row) {
                return exact.distance(query, last);
            }
        }
        return exact.distance(query, last - 1);
    }
}
