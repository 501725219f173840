package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QualityTest {

    /// Made with scikit-learn 1.2.1's `manifold.trustworthiness` of the first `n` of these rows in double precision,
    /// with `n_neighbors = min(15, (n - 1) // 2)`.
    @ParameterizedTest
    @CsvSource({
        "COSINE, 60, 15, 0.694894894894895",
        "COSINE, 31, 15, 0.6586021505376345",
        "COSINE, 20, 9, 0.6592592592592592",
        "COSINE, 7, 3, 0.40476190476190477",
        "COSINE, 3, 1, 0.6666666666666667",
        "EUCLIDEAN, 60, 15, 0.6948048048048048",
        "EUCLIDEAN, 31, 15, 0.6567204301075269",
        "EUCLIDEAN, 20, 9, 0.6527777777777778",
        "EUCLIDEAN, 7, 3, 0.40476190476190477",
        "EUCLIDEAN, 3, 1, 0.6666666666666667"
    })
    void trustworthinessIsThatOfScikitLearn(Distance distance, int rows, int k, double expected) {
        Matrix vectors = Matrix.zeros(rows, 5);
        Matrix points = Matrix.zeros(rows, 2);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 5; column++) {
                float value = (float) (Math.sin(0.7 * row + 1.3 * column) + 0.01 * ((row * 7 + column * 3) % 11));
                vectors.values()[row * 5 + column] = value;
                if (column < 2) {
                    points.values()[row * 2 + column] = row % 6 == 0 ? -value : value;
                }
            }
        }
        Quality quality = quality(vectors, points, distance);
        assertThat(quality.trustworthiness()).isCloseTo(expected, within(1e-9));
        assertThat(quality.k()).isEqualTo(k);
        assertThat(quality.sampled()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 2", "40, 384, 3", "1100, 8, 2", "700, 769, 3"})
    void agreesWithSortingAllDistances(int rows, int columns, int components) {
        for (Distance distance : Distance.values()) {
            Matrix vectors = Samples.islands(rows, columns, 5, 0.5, rows);
            Matrix points = Pca.fit(vectors, components, Progress.NONE).points();
            assertAgrees(vectors, points, distance);
        }
    }

    @Test
    void agreesWithSortingAllDistancesWithRowsOfZeros() {
        Matrix vectors = Samples.gaussian(200, 6, 0, 1);
        for (int row = 0; row < 200; row += 50) {
            vectors.setRow(row, new float[6]);
        }
        assertAgrees(vectors, vectors.leadingColumns(2), Distance.COSINE);
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void aMapThatIsTheSpaceItselfIsPerfect(Distance distance) {
        Matrix vectors = Matrix.zeros(300, 2);
        for (int row = 0; row < 300; row++) {
            double angle = Math.pow(row, 1.5) / 6_000;
            vectors.setRow(row, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        Quality quality = quality(vectors, vectors, distance);
        assertThat(quality.trustworthiness()).isCloseTo(1, within(1e-6));
        assertThat(quality.neighborsKept()).isCloseTo(1, within(1e-3));
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void rowsThatAreAsFarCannotBeWronglyPlaced(Distance distance) {
        for (float value : new float[] {0, 0.3f}) {
            Matrix vectors = Matrix.zeros(1_000, 33);
            Arrays.fill(vectors.values(), value);
            Quality quality = quality(vectors, Samples.gaussian(1_000, 2, 0, 2), distance);
            assertThat(quality.trustworthiness()).isEqualTo(1);
            assertThat(quality.neighborsKept()).isEqualTo(1);
        }
    }

    @Test
    void aRandomMapIsWorthAboutAHalf() {
        Quality quality =
                quality(Samples.gaussian(5_500, 10, 0, 3), Samples.gaussian(5_500, 2, 0, 4), Distance.EUCLIDEAN);
        assertThat(quality.sampled()).isEqualTo(2_000);
        assertThat(quality.k()).isEqualTo(15);
        assertThat(quality.trustworthiness()).isCloseTo(0.5, within(0.01));
        assertThat(quality.neighborsKept()).isCloseTo(0.003, within(0.002));
    }

    @Test
    void aSampleTellsAboutWhatAnotherOneDoes() {
        Matrix vectors = Samples.islands(5_500, 20, 12, 0.4, 5);
        Matrix points = Pca.fit(vectors, 2, Progress.NONE).points();
        Quality sampled = quality(vectors, points, Distance.EUCLIDEAN);
        assertThat(sampled.sampled()).isEqualTo(2_000);
        double[] all = oracle(vectors, points, Distance.EUCLIDEAN, 15, 7);
        assertThat(sampled.trustworthiness()).isCloseTo(all[0], within(0.01));
        assertThat(sampled.neighborsKept()).isCloseTo(all[1], within(0.01));
    }

    @Test
    void thereAreNoFiguresOfFewerThanThreeRows() {
        for (int rows = 1; rows < 3; rows++) {
            Quality quality = Quality.of(
                    Matrix.zeros(rows, 4), map(Matrix.zeros(rows, 2)), Distance.COSINE, 0.25, 0.5, 1, Progress.NONE);
            assertThat(quality).isEqualTo(new Quality(null, null, 0, rows, 0.25, 0.5));
        }
    }

    @Test
    void anyNumberOfThreadsFindsTheSame() {
        Matrix vectors = Samples.islands(6_000, 40, 12, 0.4, 6);
        Matrix points = Pca.fit(vectors, 2, Progress.NONE).points();
        Quality alone = Samples.onThreads(1, () -> quality(vectors, points, Distance.COSINE));
        for (int threads : new int[] {2, 16}) {
            assertThat(Samples.onThreads(threads, () -> quality(vectors, points, Distance.COSINE)))
                    .isEqualTo(alone);
        }
    }

    @Test
    void stopsWhereItIsToldTo() {
        Progress stop = new Progress() {
            @Override
            public void stage(String name, long total) {
                assertThat(total).isEqualTo(50);
            }

            @Override
            public void step(long done) {
                if (done > 0) {
                    throw new CancellationException("at " + done);
                }
            }
        };
        Matrix vectors = Samples.gaussian(50, 4, 0, 7);
        assertThatThrownBy(() -> Quality.of(vectors, map(vectors), Distance.COSINE, 0, null, 1, stop))
                .isInstanceOf(CancellationException.class)
                .hasMessage("at 50");
    }

    private static Quality quality(Matrix vectors, Matrix points, Distance distance) {
        return Quality.of(vectors, map(points), distance, 0, null, 42, Progress.NONE);
    }

    private static Projection map(Matrix points) {
        return new Projection(
                Method.PCA, points, Neighbors.of(points.rows(), 0, new int[0], new float[0]), 0, List.of(), "");
    }

    private static void assertAgrees(Matrix vectors, Matrix points, Distance distance) {
        Quality quality = quality(vectors, points, distance);
        double[] expected = oracle(vectors, points, distance, quality.k(), 1);
        assertThat(Objects.requireNonNull(quality.trustworthiness())).isCloseTo(expected[0], within(1e-5));
        assertThat(Objects.requireNonNull(quality.neighborsKept())).isCloseTo(expected[1], within(1e-3));
    }

    /// Trustworthiness and the share of neighbors kept, of all rows, by sorting distances in double precision. A rank
    /// is one more than the number of rows that are nearer.
    ///
    /// @param stride from one row that is looked at to the next; 1 for all
    private static double[] oracle(Matrix vectors, Matrix points, Distance distance, int k, int stride) {
        int rows = vectors.rows();
        RowDistances far = RowDistances.within(vectors, distance);
        RowDistances near = RowDistances.within(points, Distance.EUCLIDEAN);
        int looked = 0;
        long beyond = 0;
        long kept = 0;
        for (int query = 0; query < rows; query += stride) {
            looked++;
            double[] original = distances(far, query, rows);
            double[] sorted = original.clone();
            sorted[query] = Double.POSITIVE_INFINITY;
            Arrays.sort(sorted);
            for (int neighbor : nearest(distances(near, query, rows), query, k)) {
                int found = Arrays.binarySearch(sorted, original[neighbor] - 1e-9);
                int nearer = found < 0 ? ~found : found;
                beyond += Math.max(0, nearer + 1 - k);
                kept += nearer < k ? 1 : 0;
            }
        }
        double worst = (double) looked * k * (2L * rows - 3L * k - 1) / 2;
        return new double[] {1 - beyond / worst, (double) kept / looked / k};
    }

    private static int[] nearest(double[] distances, int query, int k) {
        return IntStream.range(0, distances.length)
                .filter(row -> row != query)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> distances[row]))
                .mapToInt(Integer::intValue)
                .limit(k)
                .toArray();
    }

    private static double[] distances(RowDistances distances, int query, int rows) {
        return IntStream.range(0, rows)
                .mapToDouble(row -> distances.of(query, row))
                .toArray();
    }
}
