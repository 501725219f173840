package dev.sextant.wire;

/// Bytes that are in memory at once, up to a limit; whatever its size, one alone is let in. Thread-safe.
final class HeldBytes {
    private final long most;
    private long held;

    HeldBytes(long most) {
        this.most = most;
    }

    /// @return whether there was room
    boolean take(long bytes) {
        return take(bytes, 0);
    }

    /// @param own bytes of what is held already that are the same one's
    /// @return whether there was room
    synchronized boolean take(long bytes, long own) {
        if (bytes > 0 && held > own && bytes > most - held) {
            return false;
        }
        held += bytes;
        return true;
    }

    synchronized void give(long bytes) {
        held -= bytes;
    }

    long most() {
        return most;
    }
}
