package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The vectors of one model: a collection has one that is searched and, while it is rebuilt, one in the making.
final class Generation {
    private static final Logger LOG = Logger.getLogger(Generation.class.getName());
    private static final Pattern FILE = Pattern.compile("^(?:vectors|graph|map)-([0-9]+)");
    private static final String CURRENT = "generation";
    private static final String NEXT = "rebuild";

    private final int number;
    private final String fingerprint;
    private final RowFile rows;
    private final MapFiles maps;
    private final Uses uses = new Uses(this::end);
    private volatile @Nullable VectorIndex index;
    private volatile boolean isObsolete;

    private Generation(int number, String fingerprint, RowFile rows) {
        this.number = number;
        this.fingerprint = fingerprint;
        this.rows = rows;
        this.maps = MapFiles.of(rows.file().resolveSibling(""), number);
    }

    /// Makes a generation without rows, in the session's transaction.
    static Generation create(Session session, Path directory, String fingerprint, int dimensions)
            throws SQLException, IOException {
        session.update(
                "INSERT INTO generation (fingerprint, dimensions, rows) VALUES (?, ?, 0)", fingerprint, dimensions);
        int number = session.first("SELECT last_insert_rowid()", results -> results.getInt(1))
                .orElseThrow();
        Path file = file(directory, number);
        // Left behind by a transaction that was rolled back.
        Files.deleteIfExists(file);
        Generation made = new Generation(number, fingerprint, RowFile.create(file, dimensions, number));
        made.maps.drop();
        return made;
    }

    /// The one that is searched.
    static Generation current(Session session, Path directory) throws SQLException, IOException {
        return find(session, directory, CURRENT)
                .orElseThrow(() -> new SQLException("it does not say which vectors are searched"));
    }

    /// The one in the making.
    static Optional<Generation> next(Session session, Path directory) throws SQLException, IOException {
        return find(session, directory, NEXT);
    }

    private static Optional<Generation> find(Session session, Path directory, String key)
            throws SQLException, IOException {
        Optional<Stored> found = session.first(
                "SELECT number, fingerprint, dimensions, rows FROM generation"
                        + " WHERE number = (SELECT value FROM meta WHERE key = ?)",
                results -> new Stored(results.getInt(1), results.getString(2), results.getInt(3), results.getInt(4)),
                key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Stored stored = found.get();
        Path file = file(directory, stored.number);
        return Optional.of(new Generation(
                stored.number, stored.fingerprint, RowFile.open(file, stored.dimensions, stored.number, stored.rows)));
    }

    private static Path file(Path directory, int number) {
        return directory.resolve("vectors-%d.f32".formatted(number));
    }

    void becomeCurrent(Session session) throws SQLException {
        Schema.set(session, CURRENT, number);
    }

    void becomeNext(Session session) throws SQLException {
        Schema.set(session, NEXT, number);
    }

    /// Writes down how many rows are in use.
    void use(Session session, int count) throws SQLException {
        session.update("UPDATE generation SET rows = ? WHERE number = ?", count, number);
    }

    int number() {
        return number;
    }

    String fingerprint() {
        return fingerprint;
    }

    RowFile rows() {
        return rows;
    }

    MapFiles maps() {
        return maps;
    }

    Uses uses() {
        return uses;
    }

    /// Makes it ready to be searched.
    ///
    /// @param live rows that are not empty
    void index(BitSet live, CollectionSpec spec, IndexConfig config) {
        index = new VectorIndex(rows, live, spec.metric(), spec.storage(), graph(), config);
    }

    /// @throws NullPointerException if it is not ready
    VectorIndex index() {
        return Objects.requireNonNull(index);
    }

    private Path graph() {
        return rows.file().resolveSibling("graph-%d".formatted(number));
    }

    /// Whether a file belongs to one of these generations, or to none at all.
    static boolean isOf(Set<Integer> numbers, String file) {
        Matcher matcher = FILE.matcher(file);
        return !matcher.find() || numbers.contains(Integer.valueOf(matcher.group(1)));
    }

    /// Its owner leaves and needs its file no more.
    void retire() {
        isObsolete = true;
        uses.leave();
    }

    private void end() {
        VectorIndex searched = index;
        if (searched != null) {
            searched.close();
        }
        if (isObsolete) {
            try {
                Files.deleteIfExists(rows.file());
                Files.deleteIfExists(graph());
                maps.drop();
            } catch (IOException | Fault e) {
                LOG.log(Level.FINE, e, () -> "left for the next start to delete: " + rows.file());
            }
        }
    }

    private record Stored(int number, String fingerprint, int dimensions, int rows) {}
}
