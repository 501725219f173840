package dev.sextant.collection.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One database's sessions: one that writes, and as many that read as there are readers at once. Thread-safe.
final class Sessions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sessions.class.getName());
    private static final int IDLE = 8;
    private static final int CHANGES = 40_000;
    private static final long LOG_BYTES = 64L << 20;

    private final Path file;
    private final Session writer;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    Sessions(Path file) throws SQLException {
        this.file = file;
        this.writer = Session.open(file);
        writer.execute("PRAGMA wal_autocheckpoint = 0");
        // 64 MiB: new ids fall anywhere in their index, whose pages would be read again and again.
        writer.execute("PRAGMA cache_size = -65536");
    }

    Path file() {
        return file;
    }

    /// The one that writes; its user holds a lock.
    Session writer() {
        return writer;
    }

    /// Moves what was written from the log to the database, now and then. Left to SQLite, that would be part of a
    /// commit, for which readers wait.
    void tidy() {
        if (writer.changes() >= CHANGES || logBytes() >= LOG_BYTES) {
            try {
                writer.execute("PRAGMA wal_checkpoint(PASSIVE)");
                writer.forgetChanges();
            } catch (SQLException e) {
                LOG.log(Level.WARNING, e, () -> "the log grows, since it cannot be moved into " + file);
            }
        }
    }

    private long logBytes() {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length();
    }

    /// One that reads; the caller gives it back.
    Session borrow() throws SQLException {
        @Nullable Session session = idle.poll();
        return session == null ? Session.open(file) : session;
    }

    void giveBack(Session session) {
        if (idle.size() < IDLE) {
            idle.push(session);
        } else {
            close(session);
        }
    }

    void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.log(Level.FINE, e, () -> "cannot close " + file);
        }
    }

    @Override
    public void close() {
        idle.forEach(this::close);
        close(writer);
    }
}
