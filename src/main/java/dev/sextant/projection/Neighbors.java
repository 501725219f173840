package dev.sextant.projection;

import java.util.Objects;

/// The nearest rows of every row, the row itself left out, nearest first, ties by lower index. Every row has the same
/// number of them. Immutable by convention: the arrays are not copied.
public final class Neighbors {
    private final int rows;
    private final int count;
    private final int[] indices;
    private final float[] distances;

    private Neighbors(int rows, int count, int[] indices, float[] distances) {
        this.rows = rows;
        this.count = count;
        this.indices = indices;
        this.distances = distances;
    }

    /// @param count neighbors a row, 0 or more
    /// @param indices `[rows × count]`, row-major
    /// @param distances `[rows × count]`, row-major, ascending within a row
    /// @throws IllegalArgumentException if the lengths are not `rows × count`
    public static Neighbors of(int rows, int count, int[] indices, float[] distances) {
        if (indices.length != (long) rows * count || distances.length != indices.length) {
            throw new IllegalArgumentException("%d × %d neighbors need as many indices and distances, got %d and %d"
                    .formatted(rows, count, indices.length, distances.length));
        }
        return new Neighbors(rows, count, indices, distances);
    }

    public int rows() {
        return rows;
    }

    /// Neighbors a row.
    public int count() {
        return count;
    }

    /// The row that is `rank`-th nearest, from 0.
    public int index(int row, int rank) {
        return indices[at(row, rank)];
    }

    /// Its distance.
    public float distance(int row, int rank) {
        return distances[at(row, rank)];
    }

    private int at(int row, int rank) {
        Objects.checkIndex(rank, count);
        return row * count + rank;
    }
}
