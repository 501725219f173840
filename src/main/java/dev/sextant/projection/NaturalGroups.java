package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// As many groups as the neighbor graph has, no more than a person can read, and parents for them where rows are many.
final class NaturalGroups {
    /// Rows from which groups are finer and have parents.
    static final int TWO_LEVELS_FROM = 500;

    /// Rows that are too few to be told apart.
    private static final int ONE_GROUP_UP_TO = 3;

    private static final int MOST_LEAVES = 120;

    private static final double COARSE = 1;
    private static final double FINE = 2;

    /// From one resolution to the next lower one.
    private static final double STEP = 0.75;

    private static final double LOWEST = 0.01;

    private final WeightedGraph rows;
    private final int[] numbers;
    private final WeightedGraph graph;
    private final long seed;
    private final Progress progress;

    private NaturalGroups(WeightedGraph rows, int[] numbers, long seed, Progress progress) {
        this.rows = rows;
        this.numbers = numbers;
        this.graph = rows.merged(numbers, Arrays.stream(numbers).max().orElse(0) + 1);
        this.seed = seed;
        this.progress = progress;
    }

    /// @param vectors `[rows × d]`, at least one row; equal ones are always in the same group
    static Grouping find(Matrix vectors, Neighbors neighbors, Distance distance, long seed, Progress progress) {
        if (vectors.rows() <= ONE_GROUP_UP_TO || neighbors.count() == 0) {
            return Grouping.of(new int[vectors.rows()], 1, new int[0]);
        }
        WeightedGraph graph = NeighborGraph.of(neighbors, distance);
        int[] numbers = IntStream.range(0, vectors.rows())
                .map(DistinctRows.of(vectors)::groupOf)
                .toArray();
        return new NaturalGroups(graph, numbers, seed, progress).find(neighbors);
    }

    private Grouping find(Neighbors neighbors) {
        boolean hasTwoLevels = rows.nodes() >= TWO_LEVELS_FROM;
        int[] groups = atMost(graph, hasTwoLevels ? FINE : COARSE, mostLeaves());
        int count = count(groups);
        int[] leaves = Arrays.stream(numbers).map(number -> groups[number]).toArray();
        new Stragglers(rows, neighbors, leaves, count).settle();
        Grouping found = Grouping.of(leaves, count, new int[0]);
        return hasTwoLevels ? withParents(found) : found;
    }

    private Grouping withParents(Grouping found) {
        int leaves = found.leafCount();
        int most = (int) Math.round(1.4 * Math.sqrt(leaves));
        if (leaves <= most + 1) {
            return found;
        }
        // Noise must have a number to be merged, but is no leaf: its edges would join what it lies between.
        int[] groups = Arrays.stream(found.leaves())
                .map(leaf -> leaf < 0 ? leaves : leaf)
                .toArray();
        WeightedGraph ofLeaves = rows.merged(groups, leaves + 1).withoutLast();
        int[] parents = parents(ofLeaves, COARSE);
        for (double resolution = STEP; count(parents) > most && resolution > LOWEST; resolution *= STEP) {
            parents = parents(ofLeaves, resolution);
        }
        return count(parents) < 2 ? found : Grouping.of(found.leaves(), leaves, parents);
    }

    /// Groups of leaves; a leaf that would be alone joins the group that most of its edges lead to, if there is one.
    private int[] parents(WeightedGraph ofLeaves, double resolution) {
        int[] parents = Communities.find(ofLeaves, resolution, seed, progress);
        int[] sizes = new int[count(parents)];
        for (int parent : parents) {
            sizes[parent]++;
        }
        var sums = new SparseSums(sizes.length);
        for (int leaf = 0; leaf < parents.length; leaf++) {
            if (sizes[parents[leaf]] == 1) {
                ofLeaves.addEdges(leaf, parents, sums);
                int to = sums.largest();
                if (to >= 0) {
                    sizes[parents[leaf]]--;
                    sizes[to]++;
                    parents[leaf] = to;
                }
                sums.clear();
            }
        }
        Groups.compact(parents, sizes.length);
        return parents;
    }

    /// Groups at the highest resolution at which there are no more than so many.
    private int[] atMost(WeightedGraph of, double highest, int most) {
        int[] groups = Communities.find(of, highest, seed, progress);
        for (double resolution = highest * STEP; count(groups) > most && resolution > LOWEST; resolution *= STEP) {
            groups = Communities.find(of, resolution, seed, progress);
        }
        return groups;
    }

    private int mostLeaves() {
        return Math.clamp(Math.round(0.7 * Math.sqrt(rows.nodes())), 2, MOST_LEAVES);
    }

    private static int count(int[] groups) {
        return Arrays.stream(groups).max().orElse(-1) + 1;
    }
}
