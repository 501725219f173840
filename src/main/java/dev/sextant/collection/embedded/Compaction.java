package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.KeptMap;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Moves the vectors that are in use to a new file, once most rows are empty. Rows get other numbers, which is why this
/// is done only when a collection is opened.
final class Compaction {
    private static final Logger LOG = Logger.getLogger(Compaction.class.getName());

    /// Empty rows that are not worth the trouble.
    private static final int TOLERATED = 10_000;

    private static final int BATCH = 4_096;

    private final Session session;
    private final Path directory;

    private Compaction(Session session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /// O(rows in use); a crash leaves the old file in use.
    static void run(Session session, Path directory) throws SQLException, IOException {
        Generation old = Generation.current(session, directory);
        long used = session.first(
                        "SELECT count(*) FROM passage WHERE generation = ?",
                        results -> results.getLong(1),
                        old.number())
                .orElseThrow();
        long empty = old.rows().count() - used;
        if (empty > TOLERATED && empty > used) {
            new Compaction(session, directory).move(old);
        }
    }

    private void move(Generation old) throws SQLException, IOException {
        boolean isDone = false;
        session.execute("BEGIN IMMEDIATE");
        try {
            Generation fresh = Generation.create(
                    session, directory, old.fingerprint(), old.rows().dimensions());
            List<Integer> rows = session.list(
                    "SELECT row FROM passage WHERE generation = ? ORDER BY row",
                    results -> results.getInt(1),
                    old.number());
            for (int first = 0; first < rows.size(); first += BATCH) {
                copy(old, fresh, rows.subList(first, Math.min(first + BATCH, rows.size())));
            }
            fresh.use(session, rows.size());
            for (int components : KeptMap.COMPONENTS) {
                moveMap(old.maps().with(components), fresh.maps().with(components), rows);
            }
            fresh.becomeCurrent(session);
            session.execute("COMMIT");
            isDone = true;
        } finally {
            if (!isDone) {
                session.execute("ROLLBACK");
            }
        }
    }

    /// A map goes along, under the rows' new numbers. One that is damaged stays behind: it can be made again.
    private static void moveMap(MapFile old, MapFile fresh, List<Integer> rows) {
        try {
            old.read()
                    .map(map -> map.renumbered(row -> Math.max(-1, Collections.binarySearch(rows, row))))
                    .ifPresent(fresh::keep);
        } catch (Fault.Unavailable e) {
            LOG.log(Level.WARNING, "a map was left behind: {0}", e.detail());
        }
    }

    private void copy(Generation old, Generation fresh, List<Integer> rows) throws SQLException, IOException {
        Matrix vectors = Matrix.zeros(rows.size(), old.rows().dimensions());
        float[] vector = new float[vectors.columns()];
        int first = fresh.rows().count();
        for (int i = 0; i < rows.size(); i++) {
            old.rows().read(rows.get(i), vector);
            vectors.setRow(i, vector);
            session.update(
                    "UPDATE passage SET generation = ?, row = ? WHERE generation = ? AND row = ?",
                    fresh.number(),
                    first + i,
                    old.number(),
                    rows.get(i));
        }
        fresh.rows().write(first, List.of(vectors));
        fresh.rows().publish(first + rows.size());
    }
}
