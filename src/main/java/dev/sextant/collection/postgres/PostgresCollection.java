package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Column;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Found;
import dev.sextant.collection.KeptMap;
import dev.sextant.collection.MapBytes;
import dev.sextant.collection.Nearest;
import dev.sextant.collection.RowSample;
import dev.sextant.collection.StoredCollection;
import dev.sextant.collection.Summary;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.vectors.Matrix;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A collection in PostgreSQL. What is read, is read as of one moment; writers follow one another, those of other
/// processes too.
final class PostgresCollection implements StoredCollection {
    private final Database database;
    private final IndexConfig index;
    private final long id;
    private final CollectionSpec spec;
    private final Remembered remembered;

    PostgresCollection(Database database, IndexConfig index, long id, CollectionSpec spec, Remembered remembered) {
        this.database = database;
        this.index = index;
        this.id = id;
        this.spec = spec;
        this.remembered = remembered;
    }

    <T> T read(Reading<T> reading) {
        return database.read(in(reading));
    }

    private <T> Database.Work<T> in(Reading<T> reading) {
        return session -> reading.of(new Snapshot(session, State.read(session, id, spec.name())));
    }

    <T> T write(Writing<T> writing) {
        return database.write(session -> {
            Change change = new Change(session, State.lock(session, id, spec.name()));
            T result = writing.in(change);
            change.finish();
            return result;
        });
    }

    void sweep() {
        Tables.sweep(database);
    }

    @Override
    public CollectionSpec spec() {
        return spec;
    }

    @Override
    public String fingerprint() {
        return read(snapshot -> snapshot.state().current().fingerprint());
    }

    @Override
    public int dimensions() {
        return read(snapshot -> snapshot.state().current().dimensions());
    }

    @Override
    public Summary summary() {
        return read(snapshot -> new Summary(
                snapshot.state().documents(),
                snapshot.state().current().passages(),
                snapshot.bytes(),
                snapshot.state().created(),
                snapshot.state().updated(),
                remembered.fields(snapshot)));
    }

    @Override
    public void put(List<Entry> entries, String fingerprint) {
        Collection<Entry> last = last(entries, entry -> entry.document().id());
        write(change -> {
            checkModel(change, fingerprint);
            change.put(last);
            return last.size();
        });
    }

    /// The last of each id.
    private static <T> Collection<T> last(List<T> all, Function<T, String> id) {
        Map<String, T> last = new LinkedHashMap<>();
        all.forEach(each -> last.put(id.apply(each), each));
        return last.values();
    }

    private void checkModel(Change change, String fingerprint) {
        if (!fingerprint.equals(change.before().current().fingerprint())) {
            throw new Fault.Conflict(
                    "collection \"%s\" has vectors of another version of the model \"%s\"; reembed it first"
                            .formatted(spec.name(), spec.model()));
        }
    }

    @Override
    public void annotate(List<Document> documents) {
        Collection<Document> last = last(documents, Document::id);
        write(change -> {
            change.annotate(last);
            return last.size();
        });
    }

    @Override
    public int delete(List<String> ids) {
        return write(change -> change.delete(FieldColumn.ofIds(ids)));
    }

    @Override
    public long delete(Filter filter) {
        return write(change -> change.delete(FieldColumn.clause(filter)));
    }

    @Override
    public List<Document> documents(List<String> ids) {
        return read(snapshot -> snapshot.documents(ids));
    }

    @Override
    public List<Document> page(String after, int limit, Filter filter) {
        return read(snapshot -> snapshot.page(after, limit, filter));
    }

    @Override
    public long count(Filter filter) {
        return read(snapshot -> snapshot.count(filter));
    }

    @Override
    public List<Optional<Document>> atRows(List<Integer> rows) {
        return read(snapshot -> snapshot.atRows(rows));
    }

    @Override
    public Column column(String field) {
        return read(snapshot -> snapshot.column(field));
    }

    @Override
    public Found nearest(Nearest nearest) {
        return read(snapshot -> new NearestDocuments(snapshot, spec, nearest, index).find());
    }

    @Override
    public Matrix vectors(List<Integer> rows) {
        return read(snapshot -> snapshot.vectors(rows));
    }

    @Override
    public List<Integer> rows(String documentId) {
        return read(snapshot -> snapshot.rows(documentId));
    }

    @Override
    public Matrix sample(int atMost, long seed) {
        return read(snapshot -> snapshot.vectors(RowSample.of(remembered.live(snapshot), atMost, seed)));
    }

    @Override
    public void forEach(Filter filter, PassageVisitor visitor) {
        database.readAtLeisure(in(snapshot -> {
            snapshot.forEach(filter, visitor);
            return true;
        }));
    }

    @Override
    public void forEachVector(VectorVisitor visitor) {
        database.readAtLeisure(in(snapshot -> {
            snapshot.forEachVector(visitor);
            return true;
        }));
    }

    @Override
    public BitSet liveRows() {
        return read(snapshot -> (BitSet) remembered.live(snapshot).clone());
    }

    @Override
    public Optional<KeptMap> map(int components) {
        return read(
                snapshot -> remembered.map(snapshot.session(), snapshot.state().current(), components));
    }

    @Override
    public void keepMap(KeptMap map) {
        write(change -> {
            checkModel(change, map.origin().fingerprint());
            keep(change, map);
            return true;
        });
    }

    @Override
    public boolean growMap(KeptMap from, KeptMap map) {
        return write(change -> {
            checkModel(change, map.origin().fingerprint());
            boolean isKept = remembered
                    .map(change.session(), change.before().current(), map.components())
                    .filter(from::isAs)
                    .isPresent();
            if (isKept) {
                keep(change, map);
            }
            return isKept;
        });
    }

    private static void keep(Change change, KeptMap map) throws SQLException {
        drop(change, map.components());
        change.session()
                .update(
                        "INSERT INTO map (generation, components, bytes) VALUES (?, ?, ?)",
                        change.before().current().number(),
                        map.components(),
                        MapBytes.write(map));
    }

    @Override
    public boolean dropMap(int components) {
        return write(change -> drop(change, components));
    }

    private static boolean drop(Change change, int components) throws SQLException {
        return change.session()
                        .update(
                                "DELETE FROM map WHERE generation = ? AND components = ?",
                                change.before().current().number(),
                                components)
                > 0;
    }

    @Override
    public Rebuild rebuild(String fingerprint, int dimensions) {
        return PostgresRebuild.start(this, fingerprint, dimensions);
    }

    @FunctionalInterface
    interface Reading<T> {
        T of(Snapshot snapshot) throws SQLException;
    }

    @FunctionalInterface
    interface Writing<T> {
        T in(Change change) throws SQLException;
    }
}
