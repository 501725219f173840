package dev.sextant.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreSpreadTest {
    private final ScoreSpread spread = ScoreSpread.of(new double[] {0.4, 0.1, 0.3, 0.2, 0.3});

    @Test
    void percentileIsTheShareAtOrBelow() {
        assertThat(spread.percentile(0.4)).isEqualTo(100);
        assertThat(spread.percentile(0.3)).isEqualTo(80);
        assertThat(spread.percentile(0.1)).isEqualTo(20);
        assertThat(spread.percentile(0.05)).isZero();
        assertThat(spread.percentile(0.9)).isEqualTo(100);
    }

    @Test
    void zScoreCountsStandardDeviationsFromTheMean() {
        // mean 0.26, population variance 0.0104
        assertThat(spread.zScore(0.26)).isCloseTo(0, within(1e-12));
        assertThat(spread.zScore(0.4)).isCloseTo(0.14 / Math.sqrt(0.0104), within(1e-12));
    }

    @Test
    void thereIsNoZScoreWhereAllScoresAreTheSame() {
        ScoreSpread flat = ScoreSpread.of(new double[] {0.5, 0.5, 0.5});
        assertThat(flat.zScore(0.5)).isNull();
        assertThat(flat.percentile(0.5)).isEqualTo(100);
    }
}
