package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.Chunking;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Storage;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.vectors.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Collections in a database of PostgreSQL, for as many processes as share it.
public final class PostgresStore implements CollectionStore {
    private static final String SELECT =
            "SELECT id, name, model, metric, storage, chunk_tokens, chunk_overlap, description FROM collection ";

    /// How often a collection may be dropped while it is created.
    private static final int MOST_TRIES = 10;

    private final Database database;
    private final IndexConfig index;
    private final Map<Long, Remembered> remembered = new ConcurrentHashMap<>();

    private PostgresStore(Database database, IndexConfig index) {
        this.database = database;
        this.index = index;
    }

    /// Opens a store, whose tables are made if they are not there; it is the caller's to close.
    ///
    /// @throws Fault.Unavailable if the database cannot be reached or used
    public static PostgresStore open(PostgresConfig config, IndexConfig index) {
        Database database = Database.open(config);
        Tables.sweep(database);
        return new PostgresStore(database, index);
    }

    @Override
    public List<StoredCollection> collections() {
        return database.read(session -> {
            List<StoredCollection> collections =
                    new ArrayList<>(session.list(SELECT + "ORDER BY name", this::collection));
            remembered.keySet().retainAll(ids(session));
            return collections;
        });
    }

    private static List<Long> ids(Session session) throws SQLException {
        return session.list("SELECT id FROM collection", results -> results.getLong(1));
    }

    @Override
    public int count() {
        return database.read(PostgresStore::ids).size();
    }

    /// None: the database answers for its files.
    @Override
    public Map<String, String> damaged() {
        return Map.of();
    }

    @Override
    public Optional<StoredCollection> find(String name) {
        return CollectionSpec.isName(name)
                ? database.read(session -> find(session, name)).map(found -> found)
                : Optional.empty();
    }

    private Optional<PostgresCollection> find(Session session, String name) throws SQLException {
        return session.first(SELECT + "WHERE name = ?", this::collection, name);
    }

    private PostgresCollection collection(ResultSet results) throws SQLException {
        long id = results.getLong("id");
        int tokens = results.getInt("chunk_tokens");
        CollectionSpec spec = new CollectionSpec(
                results.getString("name"),
                results.getString("model"),
                Metric.valueOf(results.getString("metric")),
                Storage.valueOf(results.getString("storage")),
                tokens == 0 ? Optional.empty() : Optional.of(new Chunking(tokens, results.getInt("chunk_overlap"))),
                Escaped.read(results.getString("description")));
        return new PostgresCollection(
                database, index, id, spec, remembered.computeIfAbsent(id, absent -> new Remembered()));
    }

    @Override
    public Created create(CollectionSpec spec, String fingerprint, int dimensions) {
        CollectionSpec.checkedName(spec.name());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Created> created = database.write(session -> createOnce(session, spec, fingerprint, dimensions));
            if (created.isPresent()) {
                return created.get();
            }
        }
        throw new Fault.Conflict("collection \"%s\" is dropped again and again while it is made; send it once more"
                .formatted(spec.name()));
    }

    /// @return empty where it was there at first, and another process dropped it then
    private Optional<Created> createOnce(Session session, CollectionSpec spec, String fingerprint, int dimensions)
            throws SQLException {
        Optional<Long> made = insert(session, spec);
        if (made.isPresent()) {
            Tables.createDocuments(session, made.get());
            Tables.createGeneration(session, made.get(), spec, true, fingerprint, dimensions);
        } else if (lock(session, spec.name()).isPresent()) {
            takeDescription(session, spec);
        } else {
            return Optional.empty();
        }
        return Optional.of(new Created(find(session, spec.name()).orElseThrow(), made.isPresent()));
    }

    /// Keeps others from dropping it until the transaction ends.
    private static Optional<Long> lock(Session session, String name) throws SQLException {
        return session.first(
                "SELECT id FROM collection WHERE name = ? FOR UPDATE", results -> results.getLong(1), Escaped.of(name));
    }

    private static Optional<Long> insert(Session session, CollectionSpec spec) throws SQLException {
        return session.first(
                """
                INSERT INTO collection (name, model, metric, storage, chunk_tokens, chunk_overlap, description)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING id""",
                results -> results.getLong(1),
                spec.name(),
                spec.model(),
                spec.metric().name(),
                spec.storage().name(),
                spec.chunking().map(Chunking::tokens).orElse(0),
                spec.chunking().map(Chunking::overlap).orElse(0),
                Escaped.of(spec.description()));
    }

    private void takeDescription(Session session, CollectionSpec spec) throws SQLException {
        find(session, spec.name()).orElseThrow().spec().checkSame(spec);
        if (!spec.description().isEmpty()) {
            session.update(
                    "UPDATE collection SET description = ? WHERE name = ? AND description <> ?",
                    Escaped.of(spec.description()),
                    spec.name(),
                    Escaped.of(spec.description()));
        }
    }

    @Override
    public boolean drop(String name) {
        boolean wasThere = database.write(session -> drop(session, name));
        Tables.sweep(database);
        return wasThere;
    }

    private static boolean drop(Session session, String name) throws SQLException {
        Optional<Long> id = lock(session, name);
        if (id.isEmpty()) {
            return false;
        }
        for (boolean isCurrent : new boolean[] {true, false}) {
            Optional<Generation> generation = Generation.find(session, id.get(), isCurrent);
            if (generation.isPresent()) {
                Tables.leave(session, generation.get().table());
            }
        }
        Tables.leave(session, State.documentTable(id.get()));
        session.update("DELETE FROM collection WHERE id = ?", id.get());
        return true;
    }

    @Override
    public void close() {
        database.close();
    }
}
