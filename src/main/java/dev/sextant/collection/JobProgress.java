package dev.sextant.collection;

import dev.sextant.job.Work;
import dev.sextant.projection.Progress;

/// Tells a job's watchers how far a projection is.
record JobProgress(Work.Progress job) implements Progress {
    @Override
    public void stage(String name, long total) {
        job.stage(name, total);
    }

    @Override
    public void step(long done) {
        job.step(done);
    }
}
