package dev.sextant.project;

import dev.sextant.projection.Progress;
import dev.sextant.trace.Stages;

/// Lets a request's trace show the stages of its map.
record TracedProgress(Stages stages) implements Progress {
    @Override
    public void stage(String name, long total) {
        stages.next(name);
    }

    @Override
    public void step(long done) {
        // A trace knows when a stage began and ended, and no more.
    }
}
