package dev.sextant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
    private final FrontDoor<String> door = new FrontDoor<>(2);

    @Test
    void holdsRequestsUntilAPodIsReadyAndLetsThemInInTheirOrder() {
        CompletableFuture<String> first = door.enter(0);
        CompletableFuture<String> second = door.enter(0);
        CompletableFuture<String> third = door.enter(0);
        assertThat(first).isNotDone();

        door.open("a");
        assertThat(first).isCompletedWithValue("a");
        assertThat(second).isCompletedWithValue("a");
        assertThat(third).isNotDone();

        door.leave("a", 1);
        assertThat(third).isCompletedWithValue("a");
        assertThat(door.inFlight()).isEqualTo(2);
    }

    @Test
    void choosesThePodThatHasFewest() {
        door.open("a");
        assertThat(door.enter(0)).isCompletedWithValue("a");
        door.open("b");
        assertThat(door.enter(0)).isCompletedWithValue("b");
        door.leave("a", 1);
        assertThat(door.enter(1)).isCompletedWithValue("a");
        assertThat(door.open()).isEqualTo(2);
    }

    @Test
    void givesAClosedPodNothingMoreAndTellsWhenItIsEmpty() {
        door.open("a");
        var _ = door.enter(0);
        var _ = door.enter(0);
        CompletableFuture<Void> isEmpty = door.close("a");
        assertThat(door.enter(0)).isNotDone();
        door.leave("a", 1);
        assertThat(isEmpty).isNotDone();
        door.leave("a", 1);
        assertThat(isEmpty).isDone();
        assertThat(door.open()).isZero();
    }

    @Test
    void aPodThatHasNothingOrWasNeverReadyIsEmptyAtOnce() {
        door.open("a");
        assertThat(door.close("a")).isDone();
        assertThat(door.close("b")).isDone();
    }

    /// One from second 0 on, a second one from 0.5 to 0.75: 1 + 0.25 in the first second, 1 in the next.
    @Test
    void concurrencyIsAMeanOverTimeWaitingIncluded() {
        door.open("a");
        var _ = door.enter(0);
        var _ = door.enter(0.5);
        door.leave("a", 0.75);
        assertThat(door.concurrency(1)).isEqualTo(1.25);
        assertThat(door.concurrency(2)).isEqualTo(1);
        door.leave("a", 2);
        assertThat(door.concurrency(3)).isZero();
    }
}
