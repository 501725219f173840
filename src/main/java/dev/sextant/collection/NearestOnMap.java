package dev.sextant.collection;

import dev.sextant.projection.Distance;
import dev.sextant.projection.NeighborSearch;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Progress;
import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Finds, for rows that are not on a map, the nearest of those that it was made of. Looks at all of these, block by
/// block, so that memory does not grow with the map. O(new × mapped × dimensions).
final class NearestOnMap {
    private static final int BLOCK_ROWS = 8_192;

    private final StoredCollection collection;
    private final int[] anchors;
    private final Distance distance;

    /// @param anchors rows that the map was made of
    NearestOnMap(StoredCollection collection, int[] anchors, Distance distance) {
        this.collection = collection;
        this.anchors = anchors;
        this.distance = distance;
    }

    /// @param queries `[new × dimensions]`
    /// @param count neighbors a row, not more than there are anchors
    /// @param searched hears how many anchors have been looked at
    /// @return indices are those of the anchors
    /// @throws IllegalArgumentException if an anchor became empty meanwhile
    Neighbors of(Matrix queries, int count, IntConsumer searched) {
        int[] indices = new int[queries.rows() * count];
        float[] distances = new float[indices.length];
        Arrays.fill(distances, Float.POSITIVE_INFINITY);
        for (int first = 0; first < anchors.length; first += BLOCK_ROWS) {
            int end = Math.min(anchors.length, first + BLOCK_ROWS);
            Matrix block = collection.vectors(
                    Arrays.stream(anchors, first, end).boxed().toList());
            Neighbors near = NeighborSearch.between(queries, block, distance, count, Progress.NONE);
            for (int row = 0; row < queries.rows(); row++) {
                merge(near, row, first, count, indices, distances);
            }
            searched.accept(end);
        }
        return Neighbors.of(queries.rows(), count, indices, distances);
    }

    /// Sorts a block's best in; of equally near ones the earlier anchor comes first.
    private static void merge(Neighbors near, int row, int first, int count, int[] indices, float[] distances) {
        int start = row * count;
        for (int rank = 0; rank < near.count() && near.distance(row, rank) < distances[start + count - 1]; rank++) {
            float distance = near.distance(row, rank);
            int at = start + count - 1;
            for (; at > start && distances[at - 1] > distance; at--) {
                distances[at] = distances[at - 1];
                indices[at] = indices[at - 1];
            }
            distances[at] = distance;
            indices[at] = first + near.index(row, rank);
        }
    }
}
