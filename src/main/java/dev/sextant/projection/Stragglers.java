package dev.sextant.projection;

import java.util.Arrays;

/// Rows that belong to no group: those of groups that are too small to be one, and those whose neighbors mostly lie
/// elsewhere while they are farther from them than most rows are from theirs.
final class Stragglers {
    /// Share of its edges' weight by which a row of a group that is too small joins a larger one.
    private static final double JOINS_FROM = 0.4;

    /// Share of its edges' weight that a row has in its own group at least, unless it is near to its neighbors.
    private static final double STAYS_FROM = 0.4;

    /// Rows of so large a share are near to their neighbors.
    private static final double NEAR_SHARE = 0.75;

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
        double far = far(distances);
        var sums = new SparseSums(count);
        for (int row = 0; row < groups.length; row++) {
            graph.addEdges(row, before, sums);
            int best = best(sums, isGroup);
            double share = best < 0 ? 0 : sums.of(best) / graph.degree(row);
            if (!isGroup[before[row]]) {
                groups[row] = share >= JOINS_FROM ? best : Themes.NOISE;
            } else if (distances[row] > far && sums.of(before[row]) < STAYS_FROM * graph.degree(row)) {
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

    private static double far(float[] distances) {
        float[] sorted = distances.clone();
        Arrays.parallelSort(sorted);
        return sorted[(int) (NEAR_SHARE * (sorted.length - 1))];
    }
}
