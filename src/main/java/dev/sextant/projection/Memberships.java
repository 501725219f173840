package dev.sextant.projection;

import java.util.stream.IntStream;

/// How strongly a row belongs to the neighborhood of another: 1 for its nearest neighbor, falling off as
/// `exp(-(distance - nearest) / scale)`, with a scale of its own for every row, so that all neighborhoods are
/// equally large: the memberships of a row's neighbors add up to `log2(neighbors + 1)`.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 3.1 and algorithm 3</a>
final class Memberships {
    /// A scale is at least this part of the mean distance: rows with many copies would otherwise know only those.
    private static final double LEAST_SCALE = 1e-3;

    private static final double TOLERANCE = 1e-5;
    private static final int ROUNDS = 64;

    private final Neighbors neighbors;
    private final int used;
    private final boolean isLocal;
    private final float[] strengths;

    private Memberships(Neighbors neighbors, int used, boolean isLocal) {
        this.neighbors = neighbors;
        this.used = used;
        this.isLocal = isLocal;
        this.strengths = new float[Math.multiplyExact(neighbors.rows(), used)];
    }

    /// Memberships of neighbors among the rows themselves.
    ///
    /// @param used how many neighbors of each row count, 1 or more
    /// @return `[rows × used]`, 0..1; at least one of a row is 1
    static float[] within(Neighbors neighbors, int used) {
        return new Memberships(neighbors, used, true).computed();
    }

    /// Memberships of rows in a map that they are no part of: none of its rows is sure to be a neighbor, so
    /// distances count from 0 and not from the nearest.
    ///
    /// @return `[rows × used]`, 0..1
    static float[] into(Neighbors neighbors, int used) {
        return new Memberships(neighbors, used, false).computed();
    }

    private float[] computed() {
        double[] means =
                IntStream.range(0, neighbors.rows()).mapToDouble(this::mean).toArray();
        double meanOfAll = 0;
        for (double mean : means) {
            meanOfAll += mean / means.length;
        }
        double floor = meanOfAll;
        IntStream.range(0, neighbors.rows()).parallel().forEach(row -> {
            double nearest = isLocal ? nearest(row) : 0;
            double least = LEAST_SCALE * (nearest > 0 ? means[row] : floor);
            fill(row, nearest, Math.max(scale(row, nearest), least));
        });
        return strengths;
    }

    private void fill(int row, double nearest, double scale) {
        for (int rank = 0; rank < used; rank++) {
            double beyond = distance(row, rank) - nearest;
            strengths[row * used + rank] = beyond <= 0 || scale == 0 ? 1 : (float) Math.exp(-beyond / scale);
        }
    }

    /// The distance of the nearest row that is not a copy, 0 where all are.
    private double nearest(int row) {
        for (int rank = 0; rank < used; rank++) {
            if (distance(row, rank) > 0) {
                return distance(row, rank);
            }
        }
        return 0;
    }

    /// Over the whole neighborhood, the row itself included.
    private double mean(int row) {
        double sum = 0;
        for (int rank = 0; rank < used; rank++) {
            sum += distance(row, rank);
        }
        return sum / (used + 1);
    }

    /// The scale at which memberships add up as they should: Newton's method, halving where it leaves the bracket.
    /// 0 where so many neighbors are nearest that no scale does.
    private double scale(int row, double nearest) {
        double target = Math.log(used + 1) / Math.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double scale = Math.max(distance(row, used - 1) - nearest, Float.MIN_NORMAL);
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            double slope = 0;
            for (int rank = 0; rank < used; rank++) {
                double ratio = Math.max(0, distance(row, rank) - nearest) / scale;
                double membership = Math.exp(-ratio);
                sum += membership;
                slope += membership * ratio / scale;
            }
            if (Math.abs(sum - target) < TOLERANCE) {
                return scale;
            }
            low = sum < target ? scale : low;
            high = sum > target ? scale : high;
            double next = scale + (target - sum) / slope;
            scale = low < next && next < high ? next : high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * scale;
        }
        return scale;
    }

    /// Never infinite: rows that are farther apart than float32 can say are as far as it can.
    private double distance(int row, int rank) {
        return Math.clamp(neighbors.distance(row, rank), 0, Float.MAX_VALUE);
    }
}
