package dev.sextant.scale;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Requests in flight, sampled, and their mean over the last while.
final class Concurrency {
    private record Sample(long time, int inFlight) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Duration longest;

    /// @param longest window that will be asked for
    Concurrency(Duration longest) {
        this.longest = longest;
    }

    void sample(long now, int inFlight) {
        samples.addLast(new Sample(now, inFlight));
        while (now - samples.getFirst().time() > longest.toNanos()) {
            samples.removeFirst();
        }
    }

    /// Mean of the samples of the last while; 0 where there are none.
    double mean(long now, Duration window) {
        return samples.stream()
                .filter(sample -> now - sample.time() <= window.toNanos())
                .mapToInt(Sample::inFlight)
                .average()
                .orElse(0);
    }
}
