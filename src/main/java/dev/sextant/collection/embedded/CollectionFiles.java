package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a collection is made of, and how it is read and written.
///
/// A reader gets a snapshot: a read transaction of the database, and the view of that same moment. Both are taken under
/// a lock that a writer holds only while it commits and shows its view; so readers wait for one another never, and for
/// a writer as long as its last write to the disk. Writers follow one another.
///
/// The order of a write: vectors to disk, then the database's commit, then the view. Whatever stops the process in
/// between leaves vectors that no passage names, which the next write overwrites.
final class CollectionFiles {
    private static final Logger LOG = Logger.getLogger(CollectionFiles.class.getName());

    private final Path directory;
    private final Sessions sessions;
    private final InstantSource clock;
    private final IndexConfig index;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReadWriteLock showing = new ReentrantReadWriteLock();
    private final Uses uses = new Uses(this::end);
    private volatile CollectionSpec spec;
    private volatile View view;
    private volatile @Nullable Generation next;
    private volatile @Nullable Fault over;
    private volatile @Nullable Runnable afterwards;

    private CollectionFiles(Path directory, Sessions sessions, InstantSource clock, IndexConfig index)
            throws SQLException, IOException {
        this.directory = directory;
        this.sessions = sessions;
        this.clock = clock;
        this.spec = Schema.spec(sessions.writer(), directory.getFileName().toString());
        this.index = index;
        this.view = load(Generation.current(sessions.writer(), directory));
    }

    /// What a generation is to be searched with from now on.
    View load(Generation generation) throws SQLException {
        View loaded = View.load(sessions.writer(), generation);
        generation.index(loaded.live(), spec, index);
        return loaded;
    }

    static Path database(Path directory) {
        return directory.resolve("documents.db");
    }

    /// @throws Fault.Unavailable if something is damaged, naming the file
    static CollectionFiles open(Path directory, InstantSource clock, IndexConfig index) {
        Path database = database(directory);
        if (!Files.isRegularFile(database)) {
            throw Broken.file(database, "is missing; restore it, or drop the collection");
        }
        Sessions sessions = null;
        try {
            sessions = new Sessions(database);
            MapFiles.adopt(directory);
            Compaction.run(sessions.writer(), directory);
            Housekeeping.tidy(sessions.writer(), directory);
            return new CollectionFiles(directory, sessions, clock, index);
        } catch (SQLException e) {
            close(sessions);
            throw Broken.file(database, e);
        } catch (IOException e) {
            close(sessions);
            throw Broken.file(directory, e);
        } catch (RuntimeException e) {
            close(sessions);
            throw e;
        }
    }

    private static void close(@Nullable Sessions sessions) {
        if (sessions != null) {
            sessions.close();
        }
    }

    CollectionSpec spec() {
        return spec;
    }

    Path directory() {
        return directory;
    }

    View view() {
        return view;
    }

    /// Bytes on disk.
    long bytes() {
        try {
            Path log = directory.resolve("documents.db-wal");
            long bytes = Files.size(sessions.file()) + view.generation().rows().bytes();
            return Files.exists(log) ? bytes + Files.size(log) : bytes;
        } catch (IOException e) {
            throw failure(Broken.file(directory, e));
        }
    }

    <T> T read(Reading<T> reading) {
        enter();
        try {
            Session session = sessions.borrow();
            boolean isSound = false;
            try {
                T result = read(session, reading);
                isSound = true;
                return result;
            } finally {
                if (isSound) {
                    sessions.giveBack(session);
                } else {
                    sessions.close(session);
                }
            }
        } catch (SQLException e) {
            throw failure(Broken.file(sessions.file(), e));
        } finally {
            uses.leave();
        }
    }

    private <T> T read(Session session, Reading<T> reading) throws SQLException {
        View seen = begin(session);
        try {
            T result = reading.read(new Snapshot(session, seen));
            session.execute("ROLLBACK");
            return result;
        } finally {
            seen.generation().uses().leave();
        }
    }

    private View begin(Session session) throws SQLException {
        showing.readLock().lock();
        try {
            session.execute("BEGIN");
            // A transaction begins with the first thing that it reads.
            session.first("SELECT key FROM meta", results -> 1);
            View seen = view;
            seen.generation().uses().enter();
            return seen;
        } finally {
            showing.readLock().unlock();
        }
    }

    private void enter() {
        Fault fault = over;
        if (fault != null || !uses.enter()) {
            throw fault != null ? fault : new Fault.Unavailable("the store is closed", null);
        }
    }

    /// Writes all or nothing; what is written is on disk when this returns.
    <T> T write(Writing<T> writing) {
        return exclusively(() -> {
            Change change = new Change(sessions.writer(), view);
            T result = writing.write(change);
            if (change.isEmpty()) {
                sessions.writer().execute("ROLLBACK");
                return result;
            }
            change.prepare();
            Schema.touch(sessions.writer(), clock.instant());
            View after = change.after();
            commit(() -> {
                change.publish();
                view = after;
            });
            change.forget();
            return result;
        });
    }

    /// Runs a transaction that commits itself, one writer at a time; it is rolled back if it fails.
    <T> T exclusively(Work<T> work) {
        writing.lock();
        try {
            enter();
            try {
                return transaction(work);
            } catch (SQLException e) {
                throw failure(Broken.file(sessions.file(), e));
            } catch (IOException e) {
                throw failure(Broken.file(view.generation().rows().file(), e));
            } finally {
                uses.leave();
            }
        } finally {
            writing.unlock();
        }
    }

    private <T> T transaction(Work<T> work) throws SQLException, IOException {
        boolean isDone = false;
        try {
            sessions.writer().execute("BEGIN IMMEDIATE");
            T result = work.run();
            isDone = true;
            sessions.tidy();
            return result;
        } finally {
            if (!isDone) {
                rollBack();
            }
        }
    }

    /// Commits, and shows what changed at the same moment.
    void commit(Runnable show) throws SQLException {
        showing.writeLock().lock();
        try {
            sessions.writer().execute("COMMIT");
            show.run();
        } finally {
            showing.writeLock().unlock();
        }
    }

    private void rollBack() {
        try {
            sessions.writer().rollBack();
        } catch (SQLException e) {
            LOG.log(Level.FINE, e, () -> "already rolled back: " + sessions.file());
        }
    }

    /// The vectors in the making, as far as this process knows of them.
    Optional<Generation> next() {
        return Optional.ofNullable(next);
    }

    void setNext(@Nullable Generation generation) {
        next = generation;
    }

    Session writer() {
        return sessions.writer();
    }

    /// Searches another generation from now on; called by what commits.
    void show(View other) {
        view = other;
    }

    void describe(String description) {
        exclusively(() -> {
            Schema.describe(sessions.writer(), description);
            CollectionSpec old = spec;
            commit(() -> spec = new CollectionSpec(
                    old.name(), old.model(), old.metric(), old.storage(), old.chunking(), description));
            return true;
        });
    }

    /// Lets nobody in any more, waits for the write in progress, and closes when the last reader has left.
    ///
    /// @param fault what callers get from now on
    /// @param first run when nobody writes any more; if it fails, all is as before
    /// @param after run when everything is closed
    void close(Fault fault, Runnable first, Runnable after) {
        writing.lock();
        try {
            if (over == null) {
                over = fault;
                prepare(first);
                afterwards = after;
                uses.leave();
            }
        } finally {
            writing.unlock();
        }
    }

    private void prepare(Runnable first) {
        try {
            first.run();
        } catch (RuntimeException e) {
            over = null;
            throw e;
        }
    }

    /// Whoever was let in just before the end finds files gone, and is told why.
    private Fault failure(Fault broken) {
        Fault fault = over;
        return fault == null ? broken : fault;
    }

    private void end() {
        view.generation().uses().leave();
        sessions.close();
        Optional.ofNullable(afterwards).ifPresent(Runnable::run);
    }

    @FunctionalInterface
    interface Reading<T> {
        T read(Snapshot snapshot) throws SQLException;
    }

    @FunctionalInterface
    interface Writing<T> {
        T write(Change change) throws SQLException, IOException;
    }

    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, IOException;
    }
}
