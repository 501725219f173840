package dev.sextant.projection;

import java.util.Arrays;

/// Rows that belong to no group: those of groups that are too small to be one; and of those that are farther from their
/// neighbors than most rows, the ones whose neighbors mostly lie in other groups, or who are far out in their own.
final class Stragglers {
    /// Share of its edges' weight by which a row of a group that is too small joins a larger one.
    private static final double JOINS_FROM = 0.4;

    /// Share of its edges' weight that a row has in its own group at least, unless it is near to its neighbors.
    private static final double STAYS_FROM = 0.4;

    /// Rows that are far out lie beyond the third quartile of their group by so many times the distance of its
    /// quartiles.
    private static final double FAR_OUT = 5;

    private final WeightedGraph graph;
    private final Neighbors neighbors;
    private final int[] groups;
    private final int count;

    /// @param groups of each row, `0..count - 1`; [#settle] writes to it
    Stragglers(WeightedGraph graph, Neighbors neighbors, int[] groups, int count) {
        this.graph = graph;
        this.neighbors = neighbors;
        this.groups = groups;
        this.count = count;
    }

    /// Lets rows of small groups join larger ones and makes the rest noise; at least one group stays.
    void settle() {
        int[] before = groups.clone();
        boolean[] isGroup = areGroups(before);
        float[] distances = distances();
        double far = quartile(distances, 3);
        double[] farOut = farOut(before, distances);
        var sums = new SparseSums(count);
        for (int row = 0; row < groups.length; row++) {
            graph.addEdges(row, before, sums);
            int best = best(sums, isGroup);
            double share = best < 0 ? 0 : sums.of(best) / graph.degree(row);
            if (!isGroup[before[row]]) {
                groups[row] = share >= JOINS_FROM ? best : Themes.NOISE;
            } else if (distances[row] > far
                    && (distances[row] > farOut[before[row]]
                            || sums.of(before[row]) < STAYS_FROM * graph.degree(row))) {
                groups[row] = Themes.NOISE;
            }
            sums.clear();
        }
    }

    /// Groups that are large enough; all of them if none is.
    private boolean[] areGroups(int[] before) {
        int[] sizes = new int[count];
        for (int group : before) {
            sizes[group]++;
        }
        int least = (int) Math.max(2, Math.round(Math.sqrt(before.length) / 4));
        boolean[] isGroup = new boolean[count];
        boolean isAny = Arrays.stream(sizes).anyMatch(size -> size >= least);
        for (int group = 0; group < count; group++) {
            isGroup[group] = !isAny || sizes[group] >= least;
        }
        return isGroup;
    }

    private static int best(SparseSums sums, boolean[] isGroup) {
        int best = -1;
        for (int i = 0; i < sums.size(); i++) {
            int group = sums.key(i);
            if (isGroup[group] && (best < 0 || sums.of(group) > sums.of(best))) {
                best = group;
            }
        }
        return best;
    }

    /// Mean distance of each row to its neighbors.
    private float[] distances() {
        int count = NeighborGraph.used(neighbors);
        float[] distances = new float[neighbors.rows()];
        for (int row = 0; row < distances.length; row++) {
            double sum = 0;
            for (int rank = 0; rank < count; rank++) {
                sum += neighbors.distance(row, rank);
            }
            distances[row] = (float) (sum / count);
        }
        return distances;
    }

    private double[] farOut(int[] before, float[] distances) {
        int[] order = Groups.order(before, count);
        int[] starts = Groups.starts(before, count);
        double[] farOut = new double[count];
        for (int group = 0; group < count; group++) {
            float[] own = new float[starts[group + 1] - starts[group]];
            for (int i = 0; i < own.length; i++) {
                own[i] = distances[order[starts[group] + i]];
            }
            double third = quartile(own, 3);
            farOut[group] = third + FAR_OUT * (third - quartile(own, 1));
        }
        return farOut;
    }

    /// @param number 1 to 3
    private static double quartile(float[] values, int number) {
        float[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1L) * number / 4)];
    }
}
