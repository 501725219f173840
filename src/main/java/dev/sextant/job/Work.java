package dev.sextant.job;

import java.util.concurrent.CancellationException;

/// What a job does. It runs on a thread of its own, tells how far it is, and asks now and then whether to go on.
@FunctionalInterface
public interface Work {

    /// @throws CancellationException as it got it from [Progress#step]
    /// @throws Exception of any kind, which fails the job
    void run(Progress progress) throws Exception;

    /// What a job's work tells of itself.
    interface Progress {

        /// Goes over to another stage.
        ///
        /// @param total its steps, 0 where that is not known
        /// @throws CancellationException if the job is to stop
        void stage(String name, long total);

        /// Tells how far the stage is.
        ///
        /// @param done steps that are done by now
        /// @throws CancellationException if the job is to stop
        void step(long done);
    }
}
