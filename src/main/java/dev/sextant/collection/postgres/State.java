package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// What is written down of a collection, as of a transaction.
///
/// @param changes grows with every write
/// @param current the vectors that are searched
record State(long id, long documents, long changes, Instant created, Instant updated, Generation current) {
    private static final String SELECT = "SELECT id, documents, changes, created, updated, " + Generation.COLUMNS
            + " FROM collection JOIN generation ON collection = id AND is_current WHERE id = ?";

    /// @param name for people
    /// @throws Fault.NotFound if the collection was dropped
    static State read(Session session, long id, String name) throws SQLException {
        return session.first(SELECT, State::read, id)
                .orElseThrow(() -> new Fault.NotFound("collection \"%s\" was dropped".formatted(name)));
    }

    /// Waits until no other transaction writes into the collection, and keeps others from it until this one ends.
    static State lock(Session session, long id, String name) throws SQLException {
        session.execute("SELECT FROM collection WHERE id = %d FOR UPDATE".formatted(id));
        return read(session, id, name);
    }

    private static State read(ResultSet results) throws SQLException {
        return new State(
                results.getLong("id"),
                results.getLong("documents"),
                results.getLong("changes"),
                instant(results, "created"),
                instant(results, "updated"),
                Generation.read(results));
    }

    static Instant instant(ResultSet results, String column) throws SQLException {
        return results.getObject(column, OffsetDateTime.class).toInstant();
    }

    /// The name of the table of documents.
    String documentTable() {
        return documentTable(id);
    }

    static String documentTable(long id) {
        return "document_" + id;
    }
}
