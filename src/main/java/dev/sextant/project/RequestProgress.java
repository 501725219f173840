package dev.sextant.project;

import dev.sextant.projection.Progress;
import dev.sextant.trace.Stages;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Lets a request's trace show the stages of its map, which is not made to its end for a caller who has left.
record RequestProgress(Stages stages, BooleanSupplier hasLeft) implements Progress {
    @Override
    public void stage(String name, long total) {
        requireCaller();
        stages.next(name);
    }

    @Override
    public void step(long done) {
        requireCaller(); // A trace knows when a stage began and ended, and no more.
    }

    private void requireCaller() {
        if (hasLeft.getAsBoolean()) {
            throw new CancellationException("the caller has hung up");
        }
    }
}
