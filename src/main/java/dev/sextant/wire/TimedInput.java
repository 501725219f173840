package dev.sextant.wire;

import dev.sextant.Fault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A stream that has so long to come to its end: one that goes on and on, a little at a time, holds a thread for ever.
public final class TimedInput extends FilterInputStream {
    private final Duration most;
    private final long started = System.nanoTime();

    /// @param most from now on
    public TimedInput(InputStream in, Duration most) {
        super(in);
        this.most = most;
    }

    /// @throws Fault.TooSlow if what came, came too late
    @Override
    public int read() throws IOException {
        return inTime(super.read());
    }

    /// @throws Fault.TooSlow if what came, came too late
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return inTime(super.read(buffer, offset, length));
    }

    private int inTime(int read) {
        if (read >= 0 && System.nanoTime() - started > most.toNanos()) {
            throw new Fault.TooSlow(
                    "the stream did not end in %d s; send the rest in another one, or set sextant.limits.stream-duration"
                            .formatted(most.toSeconds()),
                    most);
        }
        return read;
    }
}
