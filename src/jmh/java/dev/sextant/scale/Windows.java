package dev.sextant.scale;

import java.util.OptionalDouble;

/// The two windows that Knative's autoscaler looks through.
final class Windows {
    private final Window stable = new Window(Autoscaler.STABLE_WINDOW);
    private final Window panic = new Window(Autoscaler.PANIC_WINDOW);

    void report(long second, double concurrency) {
        stable.report(second, concurrency);
        panic.report(second, concurrency);
    }

    /// Empty where nobody reported for as long as it is; then there is nothing to decide by.
    OptionalDouble stable(long second) {
        return stable.mean(second);
    }

    double panic(long second) {
        return panic.mean(second).orElse(0);
    }
}
