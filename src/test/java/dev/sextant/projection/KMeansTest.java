package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {

    @ParameterizedTest
    @CsvSource({"300, 1, 3", "600, 7, 5", "1500, 384, 40", "700, 769, 2"})
    void findsIslands(int rows, int columns, int islands) {
        Matrix vectors = Samples.islands(rows, columns, islands, columns == 1 ? 0.001 : 0.02, 5);
        KMeans found = fit(vectors, islands);
        assertThat(found.centroids().rows()).isEqualTo(islands);
        for (int row = islands; row < rows; row++) {
            assertThat(found.assignments()[row]).isEqualTo(found.assignments()[row % islands]);
        }
        assertThat(IntStream.range(0, islands)
                        .map(row -> found.assignments()[row])
                        .distinct())
                .hasSize(islands);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 600})
    void everyRowIsWithTheNearestMean(int clusters) {
        Matrix vectors = Samples.gaussian(1_300, 9, 3, 6);
        KMeans found = fit(vectors, clusters);
        assertThat(found.centroids().rows()).isEqualTo(clusters);
        assertThat(IntStream.of(found.assignments()).distinct()).hasSize(clusters);
        for (int row = 0; row < vectors.rows(); row++) {
            double own = squared(vectors.row(row), found.centroids().row(found.assignments()[row]));
            for (int cluster = 0; cluster < clusters; cluster++) {
                assertThat(own)
                        .isLessThanOrEqualTo(
                                squared(vectors.row(row), found.centroids().row(cluster)) + 1e-4);
            }
        }
    }

    @Test
    void theOnlyClusterIsAroundTheMean() {
        Matrix vectors = Samples.gaussian(2_000, 3, 10_000, 7);
        KMeans found = fit(vectors, 1);
        for (int column = 0; column < 3; column++) {
            int at = column;
            double mean = IntStream.range(0, 2_000)
                    .mapToDouble(row -> vectors.row(row)[at])
                    .average()
                    .orElseThrow();
            assertThat((double) found.centroids().values()[column]).isCloseTo(mean, within(1e-3));
        }
    }

    @Test
    void equalRowsWeighAsManyAsTheyAre() {
        Matrix vectors = Matrix.of(6, 1, new float[] {0, 0, 0, 4, 100, 100});
        KMeans found = fit(vectors, 2);
        assertThat(sorted(found.centroids().values())).containsExactly(1, 100);
    }

    @Test
    void thereAreNoMoreClustersThanDistinctRows() {
        Matrix vectors = Matrix.of(5, 2, new float[] {1, 1, 0, 2, 1, 1, -0f, 2, 7, 7});
        for (int clusters : new int[] {3, 4, 99}) {
            KMeans found = fit(vectors, clusters);
            assertThat(found.assignments()).containsExactly(0, 1, 0, 1, 2);
            assertThat(found.centroids().values()).containsExactly(1, 1, 0, 2, 7, 7);
        }
        assertThat(fit(Matrix.zeros(4, 3), 2).assignments()).containsOnly(0);
        assertThat(fit(Matrix.zeros(1, 3), 1).centroids().values()).containsOnly(0);
    }

    @Test
    void rowsThatFloatsCanHardlyTellApartAreNoTrouble() {
        Matrix vectors = Matrix.zeros(40, 2);
        for (int row = 0; row < 40; row++) {
            vectors.setRow(row, new float[] {row < 20 ? 1 : -1, row * 1e-9f});
        }
        KMeans found = fit(vectors, 30);
        Set<Integer> clusters = new HashSet<>();
        Arrays.stream(found.assignments()).forEach(clusters::add);
        assertThat(clusters).hasSize(found.centroids().rows());
        assertThat(found.centroids().rows()).isBetween(2, 30);
        assertThat(found.assignments()[0]).isNotEqualTo(found.assignments()[39]);
    }

    @Test
    void clustersThatLoseAllRowsGetTheFarthest() {
        Matrix vectors = Matrix.of(5, 1, new float[] {0, 1, 2, 50, 90});
        FramedRows rows = FramedRows.of(
                vectors, new int[] {0, 1, 2, 3, 4}, Frame.of(vectors, new int[] {0, 1, 2, 3, 4}, Distance.EUCLIDEAN));
        try (rows;
                Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            Assignment assignment = Assignment.of(rows, new double[][] {{-1}, {9}, {8}}, tiles);
            assertThat(assignment.sizes(3)).containsExactly(5, 0, 0);
            assignment.fillEmpty(3);
            assertThat(assignment.sizes(3)).containsExactly(3, 1, 1);
            assertThat(assignment.cluster(4)).isEqualTo(1);
            assertThat(assignment.cluster(3)).isEqualTo(2);
        }
    }

    @Test
    void anyNumberOfThreadsFindsTheSame() {
        Matrix vectors = Samples.islands(5_000, 65, 30, 0.7, 8);
        KMeans alone = Samples.onThreads(1, () -> fit(vectors, 25));
        for (int threads : new int[] {2, 16}) {
            KMeans found = Samples.onThreads(threads, () -> fit(vectors, 25));
            assertThat(found.assignments()).isEqualTo(alone.assignments());
            assertThat(found.centroids().values()).isEqualTo(alone.centroids().values());
        }
    }

    @Test
    void refusesNoClustersAndStopsWhereItIsToldTo() {
        Matrix vectors = Samples.gaussian(100, 4, 0, 9);
        assertThatThrownBy(() -> fit(vectors, 0)).hasMessage("there must be at least 1 cluster, not 0");
        Progress stop = new Progress() {
            @Override
            public void stage(String name, long total) {}

            @Override
            public void step(long done) {
                throw new CancellationException("enough");
            }
        };
        assertThatThrownBy(() -> KMeans.fit(vectors, 3, 1, stop)).isInstanceOf(CancellationException.class);
    }

    private static KMeans fit(Matrix vectors, int clusters) {
        return KMeans.fit(vectors, clusters, 42, Progress.NONE);
    }

    private static float[] sorted(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow((double) a[i] - b[i], 2);
        }
        return sum;
    }
}
