package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PoolingTest {
    private static final int WIDTH = 24;

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "0, 24", "3, 7", "23, 24", "6, 7"})
    void sharesOneBetweenTheTokensOfAMean(int first, int end) {
        for (Pooling mode : List.of(Pooling.MEAN, Pooling.WEIGHTED_MEAN)) {
            assertThat(sum(weights(mode, first, end))).as("%s", mode).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void weighsEveryTokenOfAMeanTheSame() {
        assertThat(weights(Pooling.MEAN, 2, 6)).startsWith(0, 0, 0.25f, 0.25f, 0.25f, 0.25f, 0);
    }

    @Test
    void dividesByTheRootOfTheLength() {
        assertThat(weights(Pooling.MEAN_SQRT_LEN, 2, 6)).startsWith(0, 0, 0.5f, 0.5f, 0.5f, 0.5f, 0);
    }

    @Test
    void weighsLaterTokensMoreInAWeightedMean() {
        assertThat(weights(Pooling.WEIGHTED_MEAN, 0, 4)).startsWith(0.1f, 0.2f, 0.3f, 0.4f, 0);
        assertThat(weights(Pooling.WEIGHTED_MEAN, 2, 4)).startsWith(0, 0, 3 / 7f, 4 / 7f, 0);
    }

    @Test
    void takesOneTokenForClsAndLastToken() {
        assertThat(weights(Pooling.CLS, 0, 4)).startsWith(1, 0, 0, 0, 0);
        assertThat(weights(Pooling.CLS, 2, 4)).startsWith(0, 0, 1, 0, 0);
        assertThat(weights(Pooling.LAST_TOKEN, 0, 4)).startsWith(0, 0, 0, 1, 0);
        assertThat(weights(Pooling.LAST_TOKEN, 2, 4)).startsWith(0, 0, 0, 1, 0);
    }

    @Test
    void masksWhatMaxMustNotSee() {
        assertThat(weights(Pooling.MAX, 1, 3)).startsWith(Pooling.MASKED, 0, 0, Pooling.MASKED);
        assertThat(Pooling.MASKED).as("finite in float16").isGreaterThan(-65_504);
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void leavesPaddingAndPromptOut(Pooling mode) {
        float[] weights = weights(mode, 3, 7);

        float none = mode == Pooling.MAX ? Pooling.MASKED : 0;
        for (int position = 0; position < WIDTH; position++) {
            if (position < 3 || position >= 7) {
                assertThat(weights[position]).as("position %d", position).isEqualTo(none);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void staysFiniteWhereThePromptFillsTheWindow(Pooling mode) {
        for (int first : new int[] {WIDTH, WIDTH + 1, 1_000}) {
            for (float weight : weights(mode, first, WIDTH)) {
                assertThat(weight).isFinite();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void isKnownByTheNameThatFoldersUse(Pooling mode) {
        assertThat(mode.isNamed(mode.mode())).isTrue();
        assertThat(mode.isNamed("median")).isFalse();
        assertThat(mode.flag()).startsWith("pooling_mode_");
        assertThat(Pooling.names()).contains(mode.mode());
    }

    private static float[] weights(Pooling mode, int first, int end) {
        float[] weights = new float[WIDTH];
        for (int position = 0; position < WIDTH; position++) {
            weights[position] = mode.weight(position, first, end);
        }
        return weights;
    }

    private static double sum(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
