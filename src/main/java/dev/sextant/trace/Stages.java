package dev.sextant.trace;

/// Work that says itself which stage it is at: a stage for the whole, and its stages as parts, one after another.
public final class Stages implements AutoCloseable {
    private final Stage whole;
    private Stage current;

    private Stages(Stage whole, Stage first) {
        this.whole = whole;
        current = first;
    }

    /// @param work what is done
    /// @param first its first stage
    public static Stages begin(String work, String first) {
        Stage whole = Stage.begin(work);
        return new Stages(whole, whole.part(first));
    }

    /// The work goes over to another stage.
    public void next(String name) {
        current = current.next(name);
    }

    @Override
    public void close() {
        current.close();
        whole.close();
    }
}
