package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(1_000);

    @Test
    void letsInACallOfAnySizeWhereNothingElseIs() {
        assertThatCode(() -> admission.check(1_000_000, false)).doesNotThrowAnyException();
    }

    @Test
    void keepsAQuarterForSmallCalls() {
        admission.enter(700);

        assertThatCode(() -> admission.check(50, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> admission.check(51, false)).isInstanceOf(Fault.Overloaded.class);
        assertThatCode(() -> admission.check(300, true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> admission.check(301, true)).isInstanceOf(Fault.Overloaded.class);
    }

    @Test
    void hasRoomAgainWhenACallIsDone() {
        admission.enter(1_000);
        assertThat(admission.isFull()).isTrue();

        admission.leave(1_000);

        assertThat(admission.isFull()).isFalse();
        assertThat(admission.tokens()).isZero();
    }

    @Test
    void tellsToComeBackWhenThereWillBeRoom() {
        // 100 tokens in 50 ms on each of two lanes are 4,000 a second.
        admission.ran(100, 50_000_000, 2);

        assertThat(admission.overloaded(8_000).retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(admission.overloaded(1).retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(admission.overloaded(1_000_000_000).retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void followsAChangeOfSpeedSlowly() {
        admission.ran(100, 100_000_000, 1);
        admission.ran(200, 100_000_000, 1);

        assertThat(admission.overloaded(11_000).retryAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void tellsASecondWhereNothingHasRunYet() {
        assertThat(admission.overloaded(5).retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }
}
