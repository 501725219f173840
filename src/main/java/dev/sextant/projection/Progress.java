package dev.sextant.projection;

/// Hears how far long work is.
public interface Progress {
    /// Hears nothing and never stops.
    Progress NONE = new Progress() {
        @Override
        public void stage(String name, long total) {}

        @Override
        public void step(long done) {}
    };

    /// The work goes over to another stage.
    ///
    /// @param total its steps, 0 where that is not known
    /// @throws java.util.concurrent.CancellationException if the work is to stop
    void stage(String name, long total);

    /// @param done steps of the stage that are done by now
    /// @throws java.util.concurrent.CancellationException if the work is to stop
    void step(long done);
}
