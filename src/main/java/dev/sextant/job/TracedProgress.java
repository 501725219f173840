package dev.sextant.job;

import dev.sextant.trace.Stages;

/// Lets the trace of whoever asked for a job show its stages.
record TracedProgress(Work.Progress job, Stages stages) implements Work.Progress {
    @Override
    public void stage(String name, long total) {
        job.stage(name, total);
        stages.next(name);
    }

    @Override
    public void step(long done) {
        job.step(done);
    }
}
