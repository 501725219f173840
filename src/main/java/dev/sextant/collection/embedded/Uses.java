package dev.sextant.collection.embedded;

/// Counts who uses a thing, and ends it when the last one has left. Its owner is the first. Thread-safe.
final class Uses {
    private final Runnable end;
    private int users = 1;

    /// @param end run once, by whoever leaves last
    Uses(Runnable end) {
        this.end = end;
    }

    /// @return whether the thing is still there
    synchronized boolean enter() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    void leave() {
        if (isLast()) {
            end.run();
        }
    }

    private synchronized boolean isLast() {
        users--;
        return users == 0;
    }
}
