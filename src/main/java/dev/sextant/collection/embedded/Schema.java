package dev.sextant.collection.embedded;

import dev.sextant.collection.Chunking;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Storage;
import dev.sextant.vectors.Metric;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// A collection's tables, and what is written down once. Numbers of documents (`doc`) are the database's own; a
/// document's fields have one line per different value.
final class Schema {
    private static final int VERSION = 1;
    private static final String[] TABLES = {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
        """
        CREATE TABLE generation (number INTEGER PRIMARY KEY AUTOINCREMENT,
            fingerprint TEXT NOT NULL, dimensions INTEGER NOT NULL, rows INTEGER NOT NULL)""",
        // The text comes last: what stands before it is read without it.
        """
        CREATE TABLE document (doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            updated INTEGER NOT NULL, metadata TEXT NOT NULL, text TEXT NOT NULL)""",
        """
        CREATE TABLE passage (generation INTEGER, row INTEGER, doc INTEGER NOT NULL, start INTEGER NOT NULL,
            stop INTEGER NOT NULL, tokens INTEGER NOT NULL, truncated INTEGER NOT NULL,
            PRIMARY KEY (generation, row)) WITHOUT ROWID""",
        "CREATE INDEX passage_doc ON passage (doc)",
        """
        CREATE TABLE field (name TEXT, type INTEGER, value, doc INTEGER,
            PRIMARY KEY (name, type, value, doc)) WITHOUT ROWID"""
    };

    private Schema() {}

    /// Makes the tables of a new collection.
    static void create(Session session, CollectionSpec spec, Instant now) throws SQLException {
        for (String table : TABLES) {
            session.execute(table);
        }
        set(session, "schema", VERSION);
        set(session, "model", spec.model());
        set(session, "metric", spec.metric().name());
        set(session, "storage", spec.storage().name());
        if (spec.chunking().isPresent()) {
            set(session, "chunk-tokens", spec.chunking().get().tokens());
            set(session, "chunk-overlap", spec.chunking().get().overlap());
        }
        describe(session, spec.description());
        set(session, "created", now.toEpochMilli());
        touch(session, now);
    }

    static void describe(Session session, String description) throws SQLException {
        set(session, "description", description);
    }

    /// Writes down when the collection last changed.
    static void touch(Session session, Instant now) throws SQLException {
        set(session, "updated", now.toEpochMilli());
    }

    static Instant instant(Session session, String key) throws SQLException {
        return Instant.ofEpochMilli(Long.parseLong(get(session, key)));
    }

    /// @throws SQLException if it is not one of ours, or of a later version
    static CollectionSpec spec(Session session, String name) throws SQLException {
        int version = Integer.parseInt(get(session, "schema"));
        if (version > VERSION) {
            throw new SQLException("it was written by a later version of Sextant; use that one");
        }
        Optional<Chunking> chunking = find(session, "chunk-tokens").isEmpty()
                ? Optional.empty()
                : Optional.of(new Chunking(
                        Integer.parseInt(get(session, "chunk-tokens")),
                        Integer.parseInt(get(session, "chunk-overlap"))));
        return new CollectionSpec(
                name,
                get(session, "model"),
                Metric.valueOf(get(session, "metric")),
                Storage.valueOf(get(session, "storage")),
                chunking,
                get(session, "description"));
    }

    static void set(Session session, String key, Object value) throws SQLException {
        session.update("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value);
    }

    static void remove(Session session, String key) throws SQLException {
        session.update("DELETE FROM meta WHERE key = ?", key);
    }

    static Optional<String> find(Session session, String key) throws SQLException {
        return session.first("SELECT value FROM meta WHERE key = ?", results -> results.getString(1), key);
    }

    private static String get(Session session, String key) throws SQLException {
        return find(session, key).orElseThrow(() -> new SQLException("it lacks \"%s\"".formatted(key)));
    }
}
