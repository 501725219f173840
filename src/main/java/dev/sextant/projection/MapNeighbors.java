package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// Nearest points on a map, by looking at all: O(queries × n), which in two or three dimensions is little.
final class MapNeighbors {
    private MapNeighbors() {}

    /// The points nearest to some points, which are left out themselves; ties by lower row.
    ///
    /// @param count 1..n - 1
    /// @return `[queries × count]`
    static int[][] of(Matrix points, int[] queries, int count) {
        return IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(query -> nearest(points, queries[query], count))
                .toArray(int[][]::new);
    }

    private static int[] nearest(Matrix points, int query, int count) {
        Shortlists nearest = new Shortlists(1, count);
        float[] worst = nearest.worst();
        for (int row = 0; row < points.rows(); row++) {
            float score = -squaredDistance(points, query, row);
            if (score >= worst[0] && row != query) {
                nearest.offer(0, row, score);
            }
        }
        return nearest.best(0);
    }

    private static float squaredDistance(Matrix points, int a, int b) {
        float[] values = points.values();
        int columns = points.columns();
        float sum = 0;
        for (int column = 0; column < columns; column++) {
            float difference = values[a * columns + column] - values[b * columns + column];
            sum += difference * difference;
        }
        return sum;
    }
}
