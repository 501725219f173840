package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/// Makes and drops the tables of a collection. A table may be read still when it is not wanted any more, so it is
/// written down first and dropped when nobody reads it.
final class Tables {
    /// A page has 8 KiB, and a vector that fits into it is not put elsewhere: scans would look for each of them.
    private static final int MOST_IN_PLACE = 2_000;

    private static final Logger LOG = Logger.getLogger(Tables.class);

    private Tables() {}

    static void createDocuments(Session session, long collection) throws SQLException {
        session.execute(
                "CREATE TABLE %s (LIKE document_template INCLUDING ALL)".formatted(State.documentTable(collection)));
    }

    static Generation createGeneration(
            Session session,
            long collection,
            CollectionSpec spec,
            boolean isCurrent,
            String fingerprint,
            int dimensions)
            throws SQLException {
        Generation generation = session.first(
                        "INSERT INTO generation (collection, is_current, fingerprint, dimensions) VALUES (?, ?, ?, ?)"
                                + " RETURNING " + Generation.COLUMNS,
                        Generation::read,
                        collection,
                        isCurrent,
                        fingerprint,
                        dimensions)
                .orElseThrow();
        String table = generation.table();
        session.execute("CREATE TABLE %s (LIKE passage_template INCLUDING ALL)".formatted(table));
        session.execute("ALTER TABLE %s ALTER vector TYPE vector(%d), ALTER vector SET STORAGE %s"
                .formatted(table, dimensions, dimensions > MOST_IN_PLACE ? "EXTERNAL" : "PLAIN"));
        var index = VectorIndex.of(spec, dimensions);
        if (index.isPresent()) {
            session.execute(index.get().create(table));
        }
        return generation;
    }

    /// Writes down that a table is not wanted any more.
    static void leave(Session session, String table) throws SQLException {
        session.update("INSERT INTO left_over VALUES (?)", table);
    }

    /// Drops what is left over, but for what is being read: that is for the next time.
    static void sweep(Database database) {
        try {
            database.write(session -> session.list("SELECT name FROM left_over", row -> row.getString(1)))
                    .forEach(name -> dropUnlessRead(database, name));
        } catch (Fault e) {
            LOG.debugf("some tables are left for later: %s", e.detail());
        }
    }

    private static void dropUnlessRead(Database database, String name) {
        try {
            database.write(session -> drop(session, name));
        } catch (Fault.Unavailable e) {
            if (!Broken.isLocked(e.getCause())) {
                throw e;
            }
            LOG.debugf("%s is being read and is left for later", name);
        }
    }

    private static boolean drop(Session session, String name) throws SQLException {
        boolean isOurs = session.first(
                        "SELECT name FROM left_over WHERE name = ? FOR UPDATE SKIP LOCKED", row -> true, name)
                .isPresent();
        if (isOurs) {
            session.execute("SET LOCAL lock_timeout = '50ms'");
            session.execute("DROP TABLE IF EXISTS " + name);
            session.update("DELETE FROM left_over WHERE name = ?", name);
        }
        return isOurs;
    }
}
