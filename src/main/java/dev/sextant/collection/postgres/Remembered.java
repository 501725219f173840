package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import dev.sextant.collection.Summary;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a process remembers of a collection that takes long to read, for as long as nobody changes it. Thread-safe.
final class Remembered {
    private @Nullable Live live;
    private @Nullable Counted counted;
    private final Map<Integer, Read> maps = new HashMap<>();

    private record Live(long changes, BitSet rows) {}

    private record Counted(long changes, List<Summary.Field> fields) {}

    private record Read(long version, SoftReference<KeptMap> map) {}

    /// Rows that are not empty; not to be changed.
    synchronized BitSet live(Snapshot snapshot) throws SQLException {
        long changes = snapshot.state().changes();
        if (live == null || live.changes != changes) {
            live = new Live(changes, snapshot.live());
        }
        return live.rows;
    }

    synchronized List<Summary.Field> fields(Snapshot snapshot) throws SQLException {
        long changes = snapshot.state().changes();
        if (counted == null || counted.changes != changes) {
            counted = new Counted(changes, snapshot.fields());
        }
        return counted.fields;
    }

    /// A map is held as long as memory lasts.
    ///
    /// @throws Fault.Unavailable if it is damaged
    synchronized Optional<KeptMap> map(Session session, Generation generation, int components) throws SQLException {
        Optional<Long> version = session.first(
                "SELECT version FROM map WHERE generation = ? AND components = ?",
                results -> results.getLong(1),
                generation.number(),
                components);
        if (version.isEmpty()) {
            maps.remove(components);
            return Optional.empty();
        }
        Read read = maps.get(components);
        KeptMap held = read == null || read.version != version.get() ? null : read.map.get();
        if (held == null) {
            held = load(session, version.get(), components);
            maps.put(components, new Read(version.get(), new SoftReference<>(held)));
        }
        return Optional.of(held);
    }

    private static KeptMap load(Session session, long version, int components) throws SQLException {
        byte[] bytes = session.first("SELECT bytes FROM map WHERE version = ?", results -> results.getBytes(1), version)
                .orElseThrow();
        try {
            return MapBytes.read(bytes);
        } catch (IOException e) {
            throw new Fault.Unavailable(
                    "a map in PostgreSQL is damaged: %s; POST …/map with {\"components\": %d} makes it again, DELETE …/map?components=%d removes it"
                            .formatted(e.getMessage(), components, components),
                    e);
        }
    }
}
