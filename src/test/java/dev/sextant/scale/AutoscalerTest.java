package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Cases computed by hand. A pod takes in 10 requests, of which 70 % are aimed for: one pod for every 7.
class AutoscalerTest {
    private static final Revision REVISION = new Revision(10, 0.7, 0, 8, 90);

    private Autoscaler autoscaler = new Autoscaler(REVISION);

    @Test
    void givesAsManyPodsAsTheStableWindowNeeds() {
        assertThat(at(0, 7, 7, 1)).isEqualTo(1);
        assertThat(at(2, 7.1, 7.1, 2)).isEqualTo(2);
        assertThat(at(4, 21, 21, 3)).isEqualTo(3);
        assertThat(at(6, 28, 14, 3)).isEqualTo(4);
        assertThat(autoscaler.isPanicking()).isFalse();
    }

    @Test
    void panicsWhereTheShortWindowNeedsTwiceThePodsThatAreReady() {
        assertThat(at(0, 7, 14, 2)).isEqualTo(1);
        assertThat(autoscaler.isPanicking()).isFalse();

        assertThat(at(2, 7, 21.1, 2)).isEqualTo(4);
        assertThat(autoscaler.isPanicking()).isTrue();
    }

    @Test
    void takesNothingAwayUntilAWindowHasPassedWithoutABurst() {
        assertThat(at(0, 7, 42, 1)).isEqualTo(6);
        assertThat(at(30, 14, 7, 6)).isEqualTo(6);
        assertThat(at(60, 14, 7, 6)).isEqualTo(6);
        assertThat(autoscaler.isPanicking()).isTrue();
        assertThat(at(62, 14, 7, 6)).isEqualTo(3);
        assertThat(autoscaler.isPanicking()).isFalse();
    }

    @Test
    void countsThatWindowFromTheLastBurst() {
        at(0, 7, 14, 1);
        at(40, 7, 14, 1);
        assertThat(at(100, 7, 7, 2)).isEqualTo(2);
        assertThat(at(102, 7, 7, 2)).isEqualTo(1);
    }

    @Test
    void followsTheStableWindowInAPanicWhereItAsksForMore() {
        at(0, 7, 14, 1);
        assertThat(at(2, 35, 14, 2)).isEqualTo(5);
    }

    @Test
    void forgetsThePodsOfAPanicThatIsOver() {
        at(0, 7, 56, 1);
        at(62, 7, 7, 8);
        assertThat(at(64, 7, 14, 1)).isEqualTo(2);
    }

    @Test
    void takesAwayHalfOfThePodsAtATimeAtMost() {
        assertThat(at(0, 1, 1, 7)).isEqualTo(3);
        assertThat(at(2, 1, 1, 3)).isEqualTo(1);
        assertThat(at(4, 1, 1, 1)).isEqualTo(1);
    }

    @Test
    void addsAThousandTimesThePodsAtATimeAtMost() {
        autoscaler = new Autoscaler(new Revision(1, 1, 0, 100_000, 90));
        assertThat(at(0, 5_000, 5_000, 2)).isEqualTo(2_000);
    }

    @Test
    void staysWithinTheBoundsOfTheRevision() {
        assertThat(at(0, 1_000, 1_000, 1)).isEqualTo(8);

        autoscaler = new Autoscaler(new Revision(10, 0.7, 2, 8, 90));
        assertThat(at(0, 0, 0, 2)).isEqualTo(2);
        assertThat(at(500, 0, 0, 2)).isEqualTo(2);
    }

    @Test
    void keepsTheLastPodForAsLongAsTheRevisionSays() {
        assertThat(at(0, 0, 0, 1)).isEqualTo(1);
        assertThat(at(88, 0, 0, 1)).isEqualTo(1);
        assertThat(at(90, 0, 0, 1)).isZero();
        assertThat(at(92, 0, 0, 0)).isZero();
    }

    @Test
    void countsThatTimeAnewAfterARequest() {
        at(0, 0, 0, 1);
        assertThat(at(60, 0.1, 1, 1)).isEqualTo(1);
        assertThat(at(80, 0, 0, 1)).isEqualTo(1);
        assertThat(at(168, 0, 0, 1)).isEqualTo(1);
        assertThat(at(170, 0, 0, 1)).isZero();
    }

    @Test
    void keepsItForKnativesGraceAtLeast() {
        autoscaler = new Autoscaler(new Revision(10, 0.7, 0, 8, 0));
        assertThat(at(0, 0, 0, 1)).isEqualTo(1);
        assertThat(at(28, 0, 0, 1)).isEqualTo(1);
        assertThat(at(30, 0, 0, 1)).isZero();
        assertThat(LastPod.secondsToZero(0)).isEqualTo(90);
        assertThat(LastPod.secondsToZero(300)).isEqualTo(360);
    }

    @Test
    void startsFromNoneWithTheFirstRequest() {
        assertThat(at(0, 1, 1, 0)).isEqualTo(1);
        assertThat(autoscaler.isPanicking()).isFalse();
        assertThat(at(2, 30, 30, 0)).isEqualTo(5);
        assertThat(autoscaler.isPanicking()).isTrue();
    }

    private int at(int second, double stable, double panic, int ready) {
        return autoscaler.desired(second, stable, panic, ready);
    }
}
