package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A map of one generation's rows, in a file of its own; it can be made again. Read when it is asked for, and held
/// as long as memory lasts: whoever lists a hundred collections need not have room for their maps. Thread-safe.
final class MapFile {
    private final Path path;
    private final int components;
    private SoftReference<KeptMap> known = new SoftReference<>(null);
    private boolean isAbsent;

    MapFile(Path path, int components) {
        this.path = path;
        this.components = components;
    }

    /// @throws Fault.Unavailable if the file is damaged
    synchronized Optional<KeptMap> read() {
        KeptMap held = known.get();
        if (held != null || isAbsent) {
            return Optional.ofNullable(held);
        }
        Optional<KeptMap> loaded = load();
        loaded.ifPresent(this::hold);
        isAbsent = loaded.isEmpty();
        return loaded;
    }

    private void hold(KeptMap map) {
        known = new SoftReference<>(map);
        isAbsent = false;
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
                    "%s is damaged: %s; POST …/map with {\"components\": %d} makes the map again, DELETE …/map?components=%d removes it"
                            .formatted(path, e.getMessage(), components, components),
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
        hold(map);
    }

    /// @return whether there was one
    synchronized boolean drop() {
        try {
            boolean wasThere = Files.deleteIfExists(path);
            known = new SoftReference<>(null);
            isAbsent = true;
            return wasThere;
        } catch (IOException e) {
            throw Broken.file(path, e);
        }
    }
}
