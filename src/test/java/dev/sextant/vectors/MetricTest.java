package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    private static final float[] A = {3, 4, 0};
    private static final float[] B = {0, 4, 12};

    @Test
    void worksOutWhatCanBeWorkedOutByHand() {
        assertThat(Metric.DOT.similarity(A, B)).isEqualTo(16);
        assertThat(Metric.COSINE.similarity(A, B)).isCloseTo(16 / (5 * Math.sqrt(160)), within(1e-15));
        assertThat(Metric.euclideanDistance(A, B)).isCloseTo(Math.sqrt(9 + 144), within(1e-15));
        assertThat(Metric.EUCLIDEAN.similarity(A, B)).isCloseTo(1 / (1 + Math.sqrt(153)), within(1e-15));
        assertThat(Metric.manhattanDistance(A, B)).isEqualTo(15);
        assertThat(Metric.MANHATTAN.similarity(A, B)).isEqualTo(1 / 16.0);
    }

    @Test
    void aVectorOfZerosHasNoDirection() {
        assertThat(Metric.COSINE.similarity(A, new float[3])).isZero();
        assertThat(Metric.COSINE.similarity(new float[3], new float[3])).isZero();
    }

    @Test
    void cosineStaysWithinItsBounds() {
        for (int seed = 0; seed < 200; seed++) {
            float[] row = Rows.gaussian(1, 769, 1e3, 0, seed).values();
            assertThat(Metric.COSINE.similarity(row, row)).isBetween(1 - 1e-12, 1.0);
        }
    }

    @Test
    void theLargestAndSmallestFloatsAreComparedWithoutOverflow() {
        float[] large = {Float.MAX_VALUE, Float.MAX_VALUE};
        float[] small = {Float.MIN_VALUE, Float.MIN_VALUE};
        assertThat(Metric.COSINE.similarity(large, small)).isCloseTo(1, within(1e-12));
        assertThat(Metric.DOT.similarity(large, large)).isFinite();
        assertThat(Metric.EUCLIDEAN.similarity(large, small)).isBetween(0.0, 1e-30);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void refusesVectorsOfDifferentLengths(Metric metric) {
        assertThatThrownBy(() -> metric.similarity(A, new float[2])).hasMessage("dimensions differ: 3 and 2");
    }
}
