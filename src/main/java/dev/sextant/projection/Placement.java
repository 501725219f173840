package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// Places new rows on a map whose points stay where they are: among their neighbors first, then a short layout in
/// which only they move.
///
/// Where a row lands depends on its neighbors, the map and the seed alone, not on what else is placed with it. A
/// row that is at no distance from a mapped one lands exactly on it. Cost: a third of a layout's epochs,
/// `O(neighbors)` each, a row; rows in parallel.
///
/// Where it departs from the reference: new rows do not push each other, and all neighbors of a row count in the
/// scale of its neighborhood.
///
/// @see <a href="https://umap-learn.readthedocs.io/en/latest/transform.html">UMAP on new data</a>
public final class Placement {
    /// Of the epochs of a layout.
    private static final int SHARE = 3;

    /// The reference's, of a full step: the start is good already.
    private static final float RATE = 0.25f;

    /// Half as many as in a layout, where both ends of an edge draw it, so that a point is pulled twice for each
    /// time that it is pushed.
    private static final int PUSHES = Step.PUSHES / 2;

    /// Below this part of the farthest neighbor's distance, a distance is rounding.
    private static final float NOTHING = 1e-6f;

    private final Neighbors neighbors;
    private final Matrix map;
    private final Recipe recipe;
    private final int used;
    private final int epochs;
    private final Forces forces;
    private final float[] strengths;

    private Placement(Neighbors neighbors, Matrix map, Recipe recipe) {
        this.neighbors = neighbors;
        this.map = map;
        this.recipe = recipe;
        this.used = Math.min(recipe.neighbors() - 1, neighbors.count());
        this.epochs = Math.max(1, Umap.epochs(recipe, map.rows()) / SHARE);
        this.forces = new Forces(Curve.fit(recipe.minDist()));
        this.strengths = Memberships.into(neighbors, used);
    }

    /// Places rows.
    ///
    /// @param intoMap each new row's neighbors among the mapped rows, at least one
    /// @param mapPoints `[mapped × components]`, finite
    /// @param recipe that the map was made by
    /// @param progress hears of one stage, with a step a row
    /// @return `[new rows × components]`, finite
    /// @throws java.util.concurrent.CancellationException if the progress says so
    public static Matrix place(Neighbors intoMap, Matrix mapPoints, Recipe recipe, Progress progress) {
        progress.stage("placement", intoMap.rows());
        Matrix placed = Matrix.zeros(intoMap.rows(), mapPoints.columns());
        Placement placement = new Placement(intoMap, mapPoints, recipe);
        Blocks blocks = Blocks.of(intoMap.rows());
        for (int block = 0; block < blocks.blocks(); block++) {
            IntStream.range(blocks.from(block), blocks.to(block))
                    .parallel()
                    .forEach(row -> placed.setRow(row, placement.placed(row)));
            progress.step(blocks.to(block));
        }
        return placed;
    }

    private float[] placed(int row) {
        if (neighbors.distance(row, 0) <= NOTHING * neighbors.distance(row, used - 1)) {
            return map.row(neighbors.index(row, 0));
        }
        float[] point = mean(row);
        long chance = key(row);
        float[] due = intervals(row);
        for (int epoch = 1; epoch < epochs; epoch++) {
            float rate = RATE * (1 - (epoch - 1f) / epochs);
            for (int rank = 0; rank < used; rank++) {
                if (due[rank] <= epoch) {
                    due[rank] += interval(row, rank);
                    chance = take(point, neighbors.index(row, rank), rate, chance);
                }
            }
        }
        return point;
    }

    /// The mean of the neighbors' points, by memberships.
    private float[] mean(int row) {
        double[] sums = new double[map.columns()];
        double weight = 0;
        for (int rank = 0; rank < used; rank++) {
            weight += strengths[row * used + rank];
            for (int axis = 0; axis < sums.length; axis++) {
                sums[axis] += strengths[row * used + rank] * (double) at(neighbors.index(row, rank), axis);
            }
        }
        float[] mean = new float[sums.length];
        for (int axis = 0; axis < mean.length; axis++) {
            mean[axis] = (float) (sums[axis] / weight);
        }
        return mean;
    }

    private float[] intervals(int row) {
        float[] intervals = new float[used];
        for (int rank = 0; rank < used; rank++) {
            intervals[rank] = interval(row, rank);
        }
        return intervals;
    }

    /// Epochs between two draws of a neighbor: 1 for the nearest.
    private float interval(int row, int rank) {
        return strengths[row * used] / strengths[row * used + rank];
    }

    private long take(float[] point, int neighbor, float rate, long chance) {
        move(point, neighbor, -rate * forces.pull(squaredDistance(point, neighbor)), rate);
        long state = chance;
        for (int i = 0; i < PUSHES; i++) {
            state = Draws.next(state);
            int other = Draws.below(map.rows(), state);
            move(point, other, rate * forces.push(squaredDistance(point, other)), rate);
        }
        return state;
    }

    /// Moves a point away from a mapped one, or towards it where the share is negative.
    private void move(float[] point, int other, float share, float rate) {
        for (int axis = 0; axis < point.length; axis++) {
            float longest = rate * Step.LONGEST;
            point[axis] += Math.clamp(share * (point[axis] - at(other, axis)), -longest, longest);
        }
    }

    private float squaredDistance(float[] point, int other) {
        float sum = 0;
        for (int axis = 0; axis < point.length; axis++) {
            float away = point[axis] - at(other, axis);
            sum += away * away;
        }
        return sum;
    }

    private float at(int mapped, int axis) {
        return map.values()[mapped * map.columns() + axis];
    }

    /// Of what the row's place depends on anyway.
    private long key(int row) {
        long key = recipe.seed();
        for (int rank = 0; rank < used; rank++) {
            key = Draws.key(key, neighbors.index(row, rank));
            key = Draws.key(key, Float.floatToIntBits(neighbors.distance(row, rank)));
        }
        return key;
    }
}
