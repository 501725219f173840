package dev.sextant.wire;

import dev.sextant.Fault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lines, read on a thread of their own while those before them are worked on. Whoever takes some gets all that have
/// come, however small the pieces that they came in: many clients send each line by itself. In memory are at most so
/// many lines, or bytes and one line more.
public final class LinesAhead implements AutoCloseable {
    private final LineReader in;
    private final int mostLines;
    private final long mostBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Queue<LineReader.Line> lines = new ArrayDeque<>();
    private long bytes;
    private boolean hasEnded;
    private boolean isClosed;
    private @Nullable Exception failure;

    private LinesAhead(LineReader in, int mostLines, long mostBytes) {
        this.in = in;
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    /// Begins to read. Empty lines are passed over.
    public static LinesAhead of(LineReader in, int mostLines, long mostBytes) {
        LinesAhead ahead = new LinesAhead(in, mostLines, mostBytes);
        Thread.ofVirtual().name("lines-ahead").start(ahead::read);
        return ahead;
    }

    /// Takes all lines that have come; waits for one where there is none.
    ///
    /// @return none where there are no more
    /// @throws IOException if they cannot be read to their end
    /// @throws Fault if they may not be read to their end
    public List<LineReader.Line> next() throws IOException {
        lock.lock();
        try {
            while (lines.isEmpty() && !hasEnded) {
                came.awaitUninterruptibly();
            }
            if (lines.isEmpty() && failure instanceof Fault fault) {
                throw fault;
            }
            if (lines.isEmpty() && failure != null) {
                throw new IOException("the stream broke off: " + failure.getMessage(), failure);
            }
            List<LineReader.Line> all = List.copyOf(lines);
            lines.clear();
            bytes = 0;
            room.signal();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        Exception broken = null;
        try {
            Optional<LineReader.Line> line = in.next();
            while (line.isPresent() && (line.get().isEmpty() || put(line.get()))) {
                line = in.next();
            }
        } catch (IOException | RuntimeException e) {
            broken = e;
        }
        lock.lock();
        try {
            failure = broken;
            hasEnded = true;
            came.signal();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether more are wanted
    private boolean put(LineReader.Line line) {
        lock.lock();
        try {
            while (!isClosed && (lines.size() >= mostLines || bytes >= mostBytes)) {
                room.awaitUninterruptibly();
            }
            lines.add(line);
            bytes += line.content().length;
            came.signal();
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the reading with the line that it is at. The stream that lines come from is its owner's to close.
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            room.signal();
        } finally {
            lock.unlock();
        }
    }
}
