package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Turns groups of equal rows that may be near a row into its nearest rows: by distance in double precision, rounded to
/// float32, ties by lower row.
final class Ranking {
    private final DistinctRows groups;
    private final RowDistances distances;
    private final int count;

    /// @param groups of the rows that may be neighbors
    /// @param distances to them
    /// @param count neighbors a row
    Ranking(DistinctRows groups, RowDistances distances, int count) {
        this.groups = groups;
        this.distances = distances;
        this.count = count;
    }

    /// What is near a row: `float32 bits of the distance × 2³² + row`, ascending.
    ///
    /// @param candidates groups, each once
    /// @return up to `count + 1` members of every candidate
    long[] ranked(int row, int[] candidates) {
        return Arrays.stream(candidates)
                .mapToObj(group -> members(group, distances.of(row, groups.member(group, 0))))
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
    }

    private long[] members(int group, float distance) {
        // Distances are 0 or more, so that their bits are in the same order.
        long key = (long) Float.floatToIntBits(distance) << Integer.SIZE;
        return IntStream.range(0, Math.min(groups.size(group), count + 1))
                .mapToLong(rank -> key | groups.member(group, rank))
                .toArray();
    }
}
