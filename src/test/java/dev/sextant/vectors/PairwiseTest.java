package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PairwiseTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 0",
        "2, 7, 1, 0",
        "140, 384, 1, 0",
        "300, 769, 1, 0",
        "65, 384, 0.01, 1000",
        "65, 7, 1e-6, 3",
        "65, 384, 1e12, 0",
        "65, 384, 1e-30, 0",
    })
    void agreesWithDoublePrecision(int count, int dimensions, double scale, double offset) {
        assertAgrees(Rows.gaussian(count, dimensions, scale, offset, count));
    }

    /// The case in which `|a|² + |b|² - 2 a · b` leaves nothing but rounding: far out, and next to each other.
    @Test
    void nearDuplicatesOfLargeNormKeepTheirDistance() {
        Matrix rows = Rows.gaussian(120, 384, 1e3 / Math.sqrt(384), 0, 11);
        Random random = new Random(12);
        for (int row = 1; row < rows.rows(); row += 2) {
            float[] near = rows.row(row - 1);
            for (int i = 0; i < near.length; i++) {
                near[i] += (float) (random.nextGaussian() * Math.pow(10, -1 - row % 4));
            }
            rows.setRow(row, near);
        }
        assertThat(rows.rowLength(0)).isBetween(800.0, 1200.0);
        assertAgrees(rows);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void equalRowsAreAsAlikeAsARowAndItself(Metric metric) {
        Matrix rows = Rows.gaussian(2, 769, 1e3, 5, 13);
        rows.setRow(1, rows.row(0));
        Matrix similarities = Pairwise.of(rows).similarities(metric);
        float itself = similarities.values()[0];
        assertThat(similarities.values()[1]).isCloseTo(itself, within(1e-5f * itself));
    }

    @Test
    void theDiagonalIsExact() {
        Matrix rows = Rows.gaussian(9, 384, 1e4, 100, 14);
        rows.setRow(4, new float[384]);
        Pairwise pairs = Pairwise.of(rows);
        for (int i = 0; i < 9; i++) {
            assertThat(pairs.similarities(Metric.COSINE).row(i)[i]).isEqualTo(i == 4 ? 0 : 1);
            assertThat(pairs.similarities(Metric.EUCLIDEAN).row(i)[i]).isEqualTo(1);
            assertThat(pairs.similarities(Metric.MANHATTAN).row(i)[i]).isEqualTo(1);
        }
        assertAgrees(rows);
    }

    @Test
    void theLongestRowsGiveFiniteNumbers() {
        Matrix rows = Rows.gaussian(20, 100, 1e30, 0, 15);
        rows.normalizeRows();
        for (int i = 0; i < rows.values().length; i++) {
            rows.values()[i] *= (float) (Pairwise.LONGEST * 0.999999);
        }
        assertAgrees(rows);
        assertThatThrownBy(() -> Pairwise.of(Rows.gaussian(3, 100, 1e30, 0, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 0 has length");
        assertThatThrownBy(() -> Pairwise.of(Matrix.of(2, 1, new float[] {1, Float.NaN})))
                .hasMessageContaining("row 1 has length NaN");
    }

    private static void assertAgrees(Matrix rows) {
        Pairwise pairs = Pairwise.of(rows);
        for (Metric metric : Metric.values()) {
            assertAgrees(metric, rows, pairs.similarities(metric));
        }
        assertDistances(rows, pairs.euclideanDistances(), Metric::euclideanDistance);
        assertDistances(rows, pairs.manhattanDistances(), Metric::manhattanDistance);
    }

    private static void assertAgrees(Metric metric, Matrix rows, Matrix similarities) {
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.rows(); j++) {
                double scale = metric == Metric.DOT ? rows.rowLength(i) * rows.rowLength(j) : 1;
                float similarity = similarities.values()[i * rows.rows() + j];
                assertThat(similarity).isEqualTo(similarities.values()[j * rows.rows() + i]);
                assertThat((double) similarity)
                        .as("%s of %d and %d", metric, i, j)
                        .isFinite()
                        .isCloseTo(
                                metric.similarity(rows.row(i), rows.row(j)),
                                within(TOLERANCE * scale + Float.MIN_VALUE));
            }
        }
    }

    private interface Distance {
        double between(float[] a, float[] b);
    }

    private static void assertDistances(Matrix rows, Matrix distances, Distance oracle) {
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < rows.rows(); j++) {
                double expected = oracle.between(rows.row(i), rows.row(j));
                assertThat((double) distances.values()[i * rows.rows() + j])
                        .as("%d and %d", i, j)
                        .isCloseTo(expected, within(TOLERANCE * expected + Float.MIN_VALUE));
            }
        }
    }
}
