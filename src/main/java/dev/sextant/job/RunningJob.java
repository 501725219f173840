package dev.sextant.job;

import dev.sextant.Fault;
import dev.sextant.trace.Stages;
import dev.sextant.wire.Problem;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A job that this process answers for, from its start to its end. Thread-safe.
final class RunningJob implements Work.Progress {
    private static final Logger LOG = Logger.getLogger(RunningJob.class);

    private final Work work;
    private final Consumer<Job> keep;
    private Job job;
    private long stageStarted;

    /// How the job is to stop, if it is.
    private Job.@Nullable State stop;

    /// @param keep writes down every new state and stage
    RunningJob(Job job, Work work, Consumer<Job> keep) {
        this.job = job;
        this.work = work;
        this.keep = keep;
        keep.accept(job);
    }

    synchronized Job job() {
        return job;
    }

    void run() {
        try (Stages stages = Stages.begin("job " + job().kind(), "starting")) {
            stage("starting", 0);
            work.run(new TracedProgress(this, stages));
            end(Job.State.DONE, null);
        } catch (CancellationException e) {
            end(stop() == null ? Job.State.CANCELLED : stop(), null);
        } catch (Fault fault) {
            LOG.warnf("Job %s (%s of %s) failed: %s", job().id(), job().kind(), job().collection(), fault.detail());
            end(Job.State.FAILED, Problem.of(fault, null));
        } catch (Exception | Error e) {
            LOG.errorf(e, "Job %s (%s of %s) failed", job().id(), job().kind(), job().collection());
            var fault = new Fault.Internal("something went wrong on our side; the log has it under the job's id", e);
            end(Job.State.FAILED, Problem.of(fault, null));
        }
    }

    private synchronized Job.@Nullable State stop() {
        return stop;
    }

    private synchronized void end(Job.State state, @Nullable Problem error) {
        change(job.ended(state, error));
        keep.accept(job);
    }

    /// Asks the work to stop; a job that has not started ends at once.
    ///
    /// @param as what to call it then
    synchronized void stop(Job.State as) {
        if (job.state() == Job.State.QUEUED) {
            end(as, null);
        } else if (stop == null) {
            stop = as;
        }
    }

    @Override
    public synchronized void stage(String name, long total) {
        check();
        stageStarted = System.nanoTime();
        change(job.at(name, 0, total > 0 ? (Long) total : null, null));
        keep.accept(job);
    }

    @Override
    public synchronized void step(long done) {
        check();
        Long total = job.total();
        double seconds = (System.nanoTime() - stageStarted) / 1e9;
        Double left = total == null || done == 0 ? null : (Double) rounded(seconds * Math.max(0, total - done) / done);
        change(job.at(job.stage(), done, total, left));
    }

    private void check() {
        if (stop != null || job.state().isFinal()) {
            throw new CancellationException("the job is to stop");
        }
    }

    private void change(Job changed) {
        job = changed;
        notifyAll();
    }

    /// Waits until the job is another than `seen`, or for so long.
    synchronized Job await(Job seen, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && job.equals(seen); left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return job;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
