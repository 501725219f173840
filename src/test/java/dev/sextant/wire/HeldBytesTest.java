package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final HeldBytes held = new HeldBytes(100);

    @Test
    void letsInWhatFitsAndMoreWhenRoomIsGivenBack() {
        assertThat(held.take(60)).isTrue();
        assertThat(held.take(41)).isFalse();
        assertThat(held.take(40)).isTrue();
        assertThat(held.take(1)).isFalse();
        held.give(60);
        assertThat(held.take(60)).isTrue();
    }

    @Test
    void letsInAnythingAloneAndNothingBesideIt() {
        assertThat(held.take(1_000)).isTrue();
        assertThat(held.take(1)).isFalse();
        assertThat(held.take(0)).as("a request without a body").isTrue();
        held.give(1_000);
        assertThat(held.take(1)).isTrue();
    }

    @Test
    void whoIsAloneGrowsAsItLikes() {
        assertThat(held.take(90)).isTrue();
        assertThat(held.take(900, 90)).isTrue();
        held.give(990);
        assertThat(held.take(10)).isTrue();
        assertThat(held.take(80, 10)).isTrue();
        assertThat(held.take(10)).as("somebody else").isTrue();
        assertThat(held.take(1, 90)).isFalse();
        held.give(10);
        assertThat(held.take(1, 90)).isTrue();
    }
}
