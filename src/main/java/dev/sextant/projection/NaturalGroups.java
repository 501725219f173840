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

    private final Matrix vectors;
    private final Distance distance;
    private final WeightedGraph rows;
    private final int[] numbers;
    private final WeightedGraph graph;
    private final long seed;
    private final Progress progress;

    private NaturalGroups(Matrix vectors, Distance distance, WeightedGraph rows, long seed, Progress progress) {
        this.vectors = vectors;
        this.distance = distance;
        this.rows = rows;
        this.numbers = IntStream.range(0, vectors.rows())
                .map(DistinctRows.of(vectors)::groupOf)
                .toArray();
        this.graph = rows.merged(numbers, Arrays.stream(numbers).max().orElse(0) + 1);
        this.seed = seed;
        this.progress = progress;
    }

    /// @param vectors `[rows × d]`, at least one row; equal ones are always in the same group
    static Grouping find(Matrix vectors, Neighbors neighbors, Distance distance, long seed, Progress progress) {
        if (vectors.rows() <= ONE_GROUP_UP_TO || neighbors.count() == 0) {
            return Grouping.of(new int[vectors.rows()], 1, new int[0]);
        }
        WeightedGraph rows = NeighborGraph.of(neighbors, distance);
        return new NaturalGroups(vectors, distance, rows, seed, progress).find(neighbors);
    }

    private Grouping find(Neighbors neighbors) {
        boolean hasTwoLevels = rows.nodes() >= TWO_LEVELS_FROM;
        int[] groups = atMost(graph, hasTwoLevels ? FINE : COARSE, mostLeaves());
        int count = count(groups);
        int[] leaves = Arrays.stream(numbers).map(number -> groups[number]).toArray();
        new Stragglers(rows, neighbors, leaves, count).settle();
        Grouping found = Grouping.of(leaves, count, new int[0]);
        return hasTwoLevels ? new ParentGroups(rows, vectors, distance, seed, progress).of(found) : found;
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
