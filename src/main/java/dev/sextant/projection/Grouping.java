package dev.sextant.projection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Which rows belong together, at one level or two. Groups are numbered by size, the largest first, ties by their
/// first row; so are parents. Immutable by convention: arrays are not copied.
final class Grouping {
    private final int[] leaves;
    private final int leafCount;
    private final int[] parents;
    private final int parentCount;

    private Grouping(int[] leaves, int leafCount, int[] parents, int parentCount) {
        this.leaves = leaves;
        this.leafCount = leafCount;
        this.parents = parents;
        this.parentCount = parentCount;
    }

    /// Orders groups.
    ///
    /// @param leaves of each row, [Themes#NOISE] or `0..leafCount - 1`, in any order; a leaf may be empty
    /// @param parents of each leaf, `0..leafCount - 1`; empty for one level
    static Grouping of(int[] leaves, int leafCount, int[] parents) {
        int[] leafOfOld = ranks(leaves, leafCount);
        int[] ordered = renumbered(leaves, leafOfOld);
        int count = count(leafOfOld);
        if (parents.length == 0) {
            return new Grouping(ordered, count, parents, 0);
        }
        int[] parentOfRow = Arrays.stream(leaves)
                .map(leaf -> leaf < 0 ? leaf : parents[leaf])
                .toArray();
        int[] parentOfOld = ranks(parentOfRow, leafCount);
        int[] orderedParents = new int[count];
        for (int leaf = 0; leaf < leafCount; leaf++) {
            if (leafOfOld[leaf] >= 0) {
                orderedParents[leafOfOld[leaf]] = parentOfOld[parents[leaf]];
            }
        }
        return new Grouping(ordered, count, orderedParents, count(parentOfOld));
    }

    /// The place of each group when they are ordered by size; [Themes#NOISE] for an empty one.
    private static int[] ranks(int[] groups, int count) {
        int[] sizes = new int[count];
        int[] first = new int[count];
        for (int row = groups.length - 1; row >= 0; row--) {
            if (groups[row] >= 0) {
                sizes[groups[row]]++;
                first[groups[row]] = row;
            }
        }
        int[] order = IntStream.range(0, count)
                .filter(group -> sizes[group] > 0)
                .boxed()
                .sorted(Comparator.comparingInt((Integer group) -> -sizes[group])
                        .thenComparingInt(group -> first[group]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[count];
        Arrays.fill(ranks, Themes.NOISE);
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    private static int[] renumbered(int[] groups, int[] ranks) {
        return Arrays.stream(groups)
                .map(group -> group < 0 ? Themes.NOISE : ranks[group])
                .toArray();
    }

    private static int count(int[] ranks) {
        return Arrays.stream(ranks).max().orElse(-1) + 1;
    }

    /// The leaf of each row, or [Themes#NOISE].
    int[] leaves() {
        return leaves;
    }

    int leafCount() {
        return leafCount;
    }

    /// 0 where there is one level.
    int parentCount() {
        return parentCount;
    }

    /// The parent of a leaf, `0..parentCount - 1`; only where there are two levels.
    int parent(int leaf) {
        return parents[leaf];
    }

    /// The rows of each leaf, then of each parent, ascending.
    List<int[]> members() {
        IntStream.Builder[] rows = new IntStream.Builder[leafCount + parentCount];
        Arrays.setAll(rows, _ -> IntStream.builder());
        for (int row = 0; row < leaves.length; row++) {
            if (leaves[row] >= 0) {
                rows[leaves[row]].add(row);
                if (parentCount > 0) {
                    rows[leafCount + parents[leaves[row]]].add(row);
                }
            }
        }
        return Arrays.stream(rows).map(each -> each.build().toArray()).toList();
    }
}
