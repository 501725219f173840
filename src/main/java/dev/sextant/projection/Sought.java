package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// The groups of equal rows among which neighbors are sought by products. Rows of zeros have no direction: by cosine
/// they are left out here, and are 1 from everything.
///
/// @param groups of the rows
/// @param zeros the group of zeros where the distance is cosine; -1 where there is none
record Sought(DistinctRows groups, int zeros) {
    static Sought of(Matrix rows, DistinctRows groups, Distance distance) {
        int zeros = distance == Distance.COSINE
                ? IntStream.range(0, groups.count())
                        .filter(group -> rows.rowLength(groups.member(group, 0)) == 0)
                        .findFirst()
                        .orElse(-1)
                : -1;
        return new Sought(groups, zeros);
    }

    /// Groups that have a direction.
    int count() {
        return groups.count() - (zeros < 0 ? 0 : 1);
    }

    /// Their first rows, ascending.
    int[] rows() {
        return IntStream.range(0, count())
                .map(position -> groups.member(group(position), 0))
                .toArray();
    }

    private int group(int position) {
        return zeros < 0 || position < zeros ? position : position + 1;
    }

    private int position(int group) {
        return zeros < 0 || group < zeros ? group : group - 1;
    }

    /// The groups that may be near a group: itself, zeros, and those on its shortlist.
    ///
    /// @param count groups that are enough where all are as far
    /// @param shortlists positions of groups by position
    int[] near(int group, int count, Shortlists shortlists) {
        if (group == zeros) {
            return nearZeros(count);
        }
        return IntStream.concat(
                        IntStream.of(group, zeros).filter(other -> other >= 0), listed(position(group), shortlists))
                .toArray();
    }

    /// The groups that may be near a row that is not one of them.
    ///
    /// @param query of the shortlists
    int[] nearQuery(int query, Shortlists shortlists) {
        return IntStream.concat(IntStream.of(zeros).filter(other -> other >= 0), listed(query, shortlists))
                .toArray();
    }

    /// As far as any other: the lowest rows, which are in the first groups, and the zeros themselves.
    int[] nearZeros(int count) {
        return IntStream.range(0, groups.count())
                .filter(group -> group < count || group == zeros)
                .toArray();
    }

    private IntStream listed(int row, Shortlists shortlists) {
        return shortlists.entries(row).map(this::group);
    }
}
