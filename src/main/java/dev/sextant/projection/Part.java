package dev.sextant.projection;

/// The progress of work that is part of a stage: its own stages and steps count as steps of that one. Whoever may stop
/// the stage may stop the part.
final class Part implements Progress {
    private final Progress whole;
    private final long from;
    private final long steps;
    private long total;

    /// @param whole is in the stage already
    /// @param from steps of the stage that are done before
    /// @param steps of the stage that this is; 0 where it is too little to be told of
    Part(Progress whole, long from, long steps) {
        this.whole = whole;
        this.from = from;
        this.steps = steps;
    }

    /// Work within one step.
    ///
    /// @param done steps of the stage that are done before
    static Progress within(Progress whole, long done) {
        return new Part(whole, done, 0);
    }

    @Override
    public void stage(String name, long total) {
        this.total = total;
        whole.step(from);
    }

    @Override
    public void step(long done) {
        whole.step(total == 0 ? from : from + steps * done / total);
    }
}
