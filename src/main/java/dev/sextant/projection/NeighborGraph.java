package dev.sextant.projection;

import java.util.stream.IntStream;

/// Turns neighbors into a graph: every row has an edge to each of its nearest rows, so two edges join rows that are
/// among each other's nearest. An edge weighs its rows' similarity: their cosine, or `1 / (1 + distance / mean
/// distance)`.
final class NeighborGraph {
    /// Neighbors of a row that have a say; more make fewer and larger groups.
    static final int MOST_NEIGHBORS = 15;

    /// An edge that weighs nothing would be none.
    private static final double LEAST_WEIGHT = 0.01;

    private NeighborGraph() {}

    /// @param neighbors of every row; as many of them are used as the number of rows allows
    static WeightedGraph of(Neighbors neighbors, Distance distance) {
        int count = used(neighbors);
        int[] starts = starts(neighbors, count);
        int[] next = starts.clone();
        int[] targets = new int[2 * neighbors.rows() * count];
        float[] weights = new float[targets.length];
        double scale = meanDistance(neighbors, count);
        for (int row = 0; row < neighbors.rows(); row++) {
            for (int rank = 0; rank < count; rank++) {
                int other = neighbors.index(row, rank);
                float weight = (float) similarity(neighbors.distance(row, rank), distance, scale);
                targets[next[row]] = other;
                weights[next[row]++] = weight;
                targets[next[other]] = row;
                weights[next[other]++] = weight;
            }
        }
        return new WeightedGraph(starts, targets, weights, new double[neighbors.rows()]);
    }

    /// How many neighbors of a row have a say: fewer where rows are few, so that they do not all hang together.
    static int used(Neighbors neighbors) {
        int fitting = Math.clamp(Math.round(Math.sqrt(neighbors.rows())), 2, MOST_NEIGHBORS);
        return Math.min(fitting, neighbors.count());
    }

    private static int[] starts(Neighbors neighbors, int count) {
        int[] starts = new int[neighbors.rows() + 1];
        for (int row = 0; row < neighbors.rows(); row++) {
            starts[row + 1] += count;
            for (int rank = 0; rank < count; rank++) {
                starts[neighbors.index(row, rank) + 1]++;
            }
        }
        IntStream.range(0, neighbors.rows()).forEach(row -> starts[row + 1] += starts[row]);
        return starts;
    }

    private static double similarity(double distance, Distance kind, double scale) {
        return switch (kind) {
            case COSINE -> Math.max(LEAST_WEIGHT, 1 - distance);
            case EUCLIDEAN -> distance == 0 ? 1 : 1 / (1 + distance / scale);
        };
    }

    private static double meanDistance(Neighbors neighbors, int count) {
        double sum = 0;
        for (int row = 0; row < neighbors.rows(); row++) {
            for (int rank = 0; rank < count; rank++) {
                sum += neighbors.distance(row, rank);
            }
        }
        return sum / Math.max(1, (long) neighbors.rows() * count);
    }
}
