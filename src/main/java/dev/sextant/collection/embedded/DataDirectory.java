package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The directory of all collections, locked. A collection appears and disappears by a rename, as a whole.
final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DataDirectory.class.getName());
    private static final String NEW = ".new-";
    private static final String DROPPED = ".dropped-";

    private final Path collections;
    private final FileChannel lock;

    private DataDirectory(Path collections, FileChannel lock) {
        this.collections = collections;
        this.lock = lock;
    }

    static DataDirectory open(Path directory) {
        try {
            Path absolute = directory.toAbsolutePath().normalize();
            Path collections = Files.createDirectories(absolute.resolve("collections"));
            DataDirectory opened = new DataDirectory(collections, lock(absolute));
            return tidied(opened);
        } catch (IOException e) {
            throw Broken.directory(directory, e);
        }
    }

    /// A directory that cannot be used is given back, for the next attempt.
    private static DataDirectory tidied(DataDirectory opened) throws IOException {
        try {
            opened.tidy();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new Fault.Conflict(
                    "%s is in use by another process; stop that one, or set sextant.data-dir to another directory"
                            .formatted(directory));
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /// Deletes what was half made or half deleted when a process ended.
    private void tidy() throws IOException {
        for (Path path : Housekeeping.list(collections)) {
            String name = path.getFileName().toString();
            if (name.startsWith(NEW) || name.startsWith(DROPPED)) {
                delete(path);
            }
        }
    }

    List<String> names() {
        try {
            return Housekeeping.list(collections).stream()
                    .filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw Broken.directory(collections, e);
        }
    }

    Path of(String name) {
        return collections.resolve(name);
    }

    /// Makes an empty collection.
    void create(CollectionSpec spec, String fingerprint, int dimensions, Instant now) {
        Path made = collections.resolve(NEW + UUID.randomUUID());
        try {
            Files.createDirectory(made);
            fill(made, spec, fingerprint, dimensions, now);
            sync(made);
            Files.move(made, of(spec.name()), StandardCopyOption.ATOMIC_MOVE);
            sync(collections);
        } catch (IOException e) {
            delete(made);
            throw Broken.file(made, e);
        } catch (SQLException e) {
            delete(made);
            throw Broken.file(CollectionFiles.database(made), e);
        }
    }

    private static void fill(Path made, CollectionSpec spec, String fingerprint, int dimensions, Instant now)
            throws SQLException, IOException {
        try (Session session = Session.open(CollectionFiles.database(made))) {
            session.execute("BEGIN");
            Schema.create(session, spec, now);
            Generation.create(session, made, fingerprint, dimensions).becomeCurrent(session);
            session.execute("COMMIT");
        }
    }

    /// A place for a collection that is to be deleted.
    Path hidden() {
        return collections.resolve(DROPPED + UUID.randomUUID());
    }

    /// Takes a collection away from where it is found.
    void hide(String name, Path hidden) {
        try {
            Files.move(of(name), hidden, StandardCopyOption.ATOMIC_MOVE);
            sync(collections);
        } catch (IOException e) {
            throw Broken.file(of(name), e);
        }
    }

    void delete(Path hidden) {
        try {
            Housekeeping.deleteTree(hidden);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "left for the next start to delete: " + hidden);
        }
    }

    /// Renames last once their directory is on disk.
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "cannot release the lock in " + collections);
        }
    }
}
