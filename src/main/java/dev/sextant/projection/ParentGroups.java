package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;

/// Groups of groups, for an overview: communities of the graph of leaves, whose edges are those between their rows.
///
/// Leaves that no edge joins to others would all stay alone. So every leaf has a thin edge to the leaves whose centers
/// are nearest, which decides only where nothing else does.
final class ParentGroups {
    private static final double HIGHEST = 1;
    private static final double STEP = 0.75;
    private static final double LOWEST = 0.01;

    private static final int NEAREST = 3;

    /// Weight of the thin edges, as a share of a leaf's mean degree.
    private static final double THIN = 0.005;

    private final WeightedGraph rows;
    private final Matrix vectors;
    private final Distance distance;
    private final long seed;
    private final Progress progress;

    ParentGroups(WeightedGraph rows, Matrix vectors, Distance distance, long seed, Progress progress) {
        this.rows = rows;
        this.vectors = vectors;
        this.distance = distance;
        this.seed = seed;
        this.progress = progress;
    }

    /// @param leaves one level
    /// @return the same leaves, with about the root of their number of parents; with none where leaves are few
    Grouping of(Grouping leaves) {
        int count = leaves.leafCount();
        int most = (int) Math.round(1.4 * Math.sqrt(count));
        if (count <= most + 1) {
            return leaves;
        }
        WeightedGraph graph = graph(leaves);
        int[] parents = parents(graph, HIGHEST);
        for (double resolution = STEP; count(parents) > most && resolution > LOWEST; resolution *= STEP) {
            parents = parents(graph, resolution);
        }
        return count(parents) < 2 ? leaves : Grouping.of(leaves.leaves(), count, parents);
    }

    private WeightedGraph graph(Grouping leaves) {
        int count = leaves.leafCount();
        // Noise must have a number to be merged, but is no leaf: its edges would join what it lies between.
        int[] groups = Arrays.stream(leaves.leaves())
                .map(leaf -> leaf < 0 ? count : leaf)
                .toArray();
        WeightedGraph merged = rows.merged(groups, count + 1).withoutLast();
        Matrix centers = Centers.of(vectors, distance, leaves.members());
        Neighbors nearest = NeighborSearch.find(centers, distance, Math.min(NEAREST, count - 1), seed, Progress.NONE);
        return merged.with(nearest, (float) (THIN * merged.total() / count));
    }

    /// Groups of leaves; a leaf that would be alone joins the group that most of its edges lead to.
    private int[] parents(WeightedGraph graph, double resolution) {
        int[] parents = Communities.find(graph, resolution, seed, progress);
        int[] sizes = new int[count(parents)];
        for (int parent : parents) {
            sizes[parent]++;
        }
        var sums = new SparseSums(sizes.length);
        for (int leaf = 0; leaf < parents.length; leaf++) {
            if (sizes[parents[leaf]] == 1) {
                graph.addEdges(leaf, parents, sums);
                int to = sums.largest();
                sizes[parents[leaf]]--;
                sizes[to]++;
                parents[leaf] = to;
                sums.clear();
            }
        }
        Groups.compact(parents, sizes.length);
        return parents;
    }

    private static int count(int[] groups) {
        return Arrays.stream(groups).max().orElse(-1) + 1;
    }
}
