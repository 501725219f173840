package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The map of one generation's rows, in a file of its own; it can be made again. Read when it is first asked for, and
/// held in memory from then on. Thread-safe.
final class MapFile {
    private final Path path;
    private Optional<KeptMap> known = Optional.empty();
    private boolean isRead;

    MapFile(Path path) {
        this.path = path;
    }

    /// @throws Fault.Unavailable if the file is damaged
    synchronized Optional<KeptMap> read() {
        if (!isRead) {
            known = load();
            isRead = true;
        }
        return known;
    }

    private Optional<KeptMap> load() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Broken.file(path, e);
        }
        try {
            return Optional.of(MapBytes.read(bytes));
        } catch (IOException e) {
            throw new Fault.Unavailable(
                    "%s is damaged: %s; POST …/map makes the map again, DELETE …/map removes it"
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /// Replaces the file at one stroke; the map is on disk when this returns.
    synchronized void keep(KeptMap map) {
        Path fresh = path.resolveSibling(path.getFileName() + Housekeeping.UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (ByteBuffer left = ByteBuffer.wrap(MapBytes.write(map)); left.hasRemaining(); ) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DataDirectory.sync(path.resolveSibling(""));
        } catch (IOException e) {
            throw Broken.file(path, e);
        }
        known = Optional.of(map);
        isRead = true;
    }

    /// @return whether there was one
    synchronized boolean drop() {
        try {
            boolean wasThere = Files.deleteIfExists(path);
            known = Optional.empty();
            isRead = true;
            return wasThere;
        } catch (IOException e) {
            throw Broken.file(path, e);
        }
    }
}
