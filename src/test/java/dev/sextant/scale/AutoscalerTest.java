package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private static final Autoscaler.Settings SETTINGS =
            new Autoscaler.Settings(10, 0.7, 8, Duration.ofSeconds(60), Duration.ofSeconds(30));

    private final Autoscaler autoscaler = new Autoscaler(SETTINGS);

    @Test
    void givesAsManyPodsAsTheConcurrencyNeeds() {
        assertThat(at(0, 7, 7, 1)).isEqualTo(1);
        assertThat(at(2, 8, 8, 2)).isEqualTo(2);
        assertThat(at(4, 21, 21, 3)).isEqualTo(3);
        assertThat(autoscaler.isPanicking()).isFalse();
    }

    @Test
    void followsABurstAtOnceAndKeepsItsPodsForAWindow() {
        assertThat(at(0, 5, 5, 1)).isEqualTo(1);

        assertThat(at(2, 8, 40, 1)).isEqualTo(6);
        assertThat(autoscaler.isPanicking()).isTrue();
        assertThat(at(30, 20, 5, 6)).isEqualTo(6);
        assertThat(at(61, 20, 5, 6)).isEqualTo(6);
        assertThat(at(63, 20, 5, 6)).isEqualTo(3);
        assertThat(autoscaler.isPanicking()).isFalse();
    }

    @Test
    void takesAwayHalfOfThePodsAtATimeAtMost() {
        assertThat(at(0, 1, 1, 8)).isEqualTo(4);
        assertThat(at(2, 1, 1, 4)).isEqualTo(2);
        assertThat(at(4, 1, 1, 2)).isEqualTo(1);
    }

    @Test
    void neverGoesBeyondTheLargestScale() {
        assertThat(at(0, 1_000, 1_000, 1)).isEqualTo(8);
    }

    @Test
    void keepsTheLastPodForAWhileAndThenNone() {
        assertThat(at(0, 0, 0, 1)).isEqualTo(1);
        assertThat(at(29, 0, 0, 1)).isEqualTo(1);
        assertThat(at(30, 0, 0, 1)).isZero();
    }

    @Test
    void countsTheWhileAnewAfterEachRequest() {
        at(0, 0, 0, 1);
        assertThat(at(20, 0.1, 0.5, 1)).isEqualTo(1);
        assertThat(at(40, 0, 0, 1)).isEqualTo(1);
        assertThat(at(69, 0, 0, 1)).isEqualTo(1);
        assertThat(at(70, 0, 0, 1)).isZero();
    }

    @Test
    void startsFromNoneWithTheFirstRequest() {
        assertThat(at(0, 0.02, 0.2, 0)).isEqualTo(1);
    }

    private int at(int second, double stable, double panic, int ready) {
        return autoscaler.desired(Duration.ofSeconds(second).toNanos(), stable, panic, ready);
    }
}
