package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// Rows in clusters, each around its mean, by Lloyd's rounds from a k-means++ start.
///
/// The idea: equal rows are looked at once, with their number as weight. Rows are assigned by matrix products in
/// float32 ([Assignment]), means are summed in double precision, cluster by cluster, so that the result is the same for
/// any number of threads. A cluster that loses all rows gets the row that is farthest from its own mean.
///
/// Cost: `n k d` multiplications a round, one copy of the rows in native memory.
///
/// @see <a href="https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf">Arthur and Vassilvitskii, k-means++</a>
public final class KMeans {
    private static final String STAGE = "clusters";
    private static final int MOST_ROUNDS = 50;
    private static final int MANY_ROWS = 100_000;
    private static final int MOST_ROUNDS_OF_MANY = 20;

    /// Means have arrived where they move, all together, by less than this part of a column's variance.
    private static final double TOLERANCE = 1e-4;

    private final int[] assignments;
    private final Matrix centroids;

    private KMeans(int[] assignments, Matrix centroids) {
        this.assignments = assignments;
        this.centroids = centroids;
    }

    /// Groups rows by L2 distance.
    ///
    /// @param vectors `[n × d]`, finite, at least one row; of unit length where the cosine is meant
    /// @param clusters 1 or more; there are fewer in the end where there are fewer distinct rows
    /// @param progress hears of one stage
    /// @throws java.util.concurrent.CancellationException if `progress` says so
    public static KMeans fit(Matrix vectors, int clusters, long seed, Progress progress) {
        if (clusters < 1) {
            throw new IllegalArgumentException("there must be at least 1 cluster, not " + clusters);
        }
        DistinctRows groups = DistinctRows.of(vectors);
        if (clusters >= groups.count()) {
            return ofGroups(vectors, groups);
        }
        int[] firsts = groups.firsts();
        int[] weights = IntStream.range(0, groups.count()).map(groups::size).toArray();
        Frame frame = Frame.of(vectors, firsts, Distance.EUCLIDEAN);
        try (FramedRows rows = FramedRows.of(vectors, firsts, frame);
                Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            progress.stage(STAGE, mostRounds(rows) + 1);
            Means means = new Means(rows.columns(), (row, into) -> frame.read(vectors, firsts[row], into), weights);
            double[][] centers = means.rows(KMeansStart.choose(rows, weights, clusters, new Random(seed)));
            progress.step(1);
            Assignment assignment = rounds(rows, tiles, means, centers, progress);
            return ofAssignment(groups, assignment, centers, frame);
        }
    }

    private static int mostRounds(FramedRows rows) {
        return rows.count() > MANY_ROWS ? MOST_ROUNDS_OF_MANY : MOST_ROUNDS;
    }

    /// Moves the centers to where they stay.
    private static Assignment rounds(FramedRows rows, Tiles tiles, Means means, double[][] centers, Progress progress) {
        double arrived = TOLERANCE * means.columnVariance();
        Assignment assignment = Assignment.of(rows, centers, tiles);
        for (int round = 1; round <= mostRounds(rows); round++) {
            assignment.fillEmpty(centers.length);
            double moved = means.move(centers, assignment);
            Assignment next = Assignment.of(rows, centers, tiles);
            boolean isSame = next.isSame(assignment);
            assignment = next;
            progress.step(round + 1L);
            if (isSame || moved <= arrived) {
                break;
            }
        }
        return assignment;
    }

    private static KMeans ofGroups(Matrix vectors, DistinctRows groups) {
        Matrix centroids = Matrix.zeros(groups.count(), vectors.columns());
        for (int group = 0; group < groups.count(); group++) {
            centroids.setRow(group, vectors.row(groups.member(group, 0)));
        }
        return new KMeans(
                IntStream.range(0, vectors.rows()).map(groups::groupOf).toArray(), centroids);
    }

    /// Leaves out clusters that are empty: float32 cannot always tell rows apart that are.
    private static KMeans ofAssignment(DistinctRows groups, Assignment assignment, double[][] centers, Frame frame) {
        int[] sizes = assignment.sizes(centers.length);
        int[] filled = IntStream.range(0, centers.length)
                .filter(cluster -> sizes[cluster] > 0)
                .toArray();
        Matrix centroids = Matrix.zeros(filled.length, centers[0].length);
        for (int i = 0; i < filled.length; i++) {
            centroids.setRow(i, frame.unframed(centers[filled[i]]));
        }
        int[] assignments = IntStream.range(0, groups.rows())
                .map(row -> Arrays.binarySearch(filled, assignment.cluster(groups.groupOf(row))))
                .toArray();
        return new KMeans(assignments, centroids);
    }

    /// The cluster of every row, 0..clusters - 1, `[n]`; not a copy. Equal rows are in the same.
    public int[] assignments() {
        return assignments;
    }

    /// The mean of every cluster, `[clusters × d]`; none is without rows.
    public Matrix centroids() {
        return centroids;
    }
}
