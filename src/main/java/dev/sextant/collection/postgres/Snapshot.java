package dev.sextant.collection.postgres;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Column;
import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Passage;
import dev.sextant.collection.StoredCollection.PassageVisitor;
import dev.sextant.collection.StoredCollection.VectorVisitor;
import dev.sextant.collection.Summary;
import dev.sextant.vectors.Matrix;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A collection as it is at one moment. Used by one thread.
final class Snapshot {
    private static final String DOCUMENT = "id, updated, metadata, text";

    /// Documents that a generation lacks: tables of documents and passages.
    static final String PENDING =
            " FROM %s AS document WHERE NOT EXISTS (SELECT FROM %s AS passage WHERE passage.doc = document.doc)";

    private final Session session;
    private final State state;
    private final String documents;
    private final String passages;

    Snapshot(Session session, State state) {
        this.session = session;
        this.state = state;
        documents = state.documentTable();
        passages = state.current().table();
    }

    Session session() {
        return session;
    }

    State state() {
        return state;
    }

    List<Document> documents(List<String> ids) throws SQLException {
        Clause clause = FieldColumn.ofIds(ids);
        return session.list(
                "SELECT %s FROM %s WHERE %s".formatted(DOCUMENT, documents, clause.sql()),
                Snapshot::document,
                clause.between(List.of()));
    }

    List<Document> page(String after, int limit, Filter filter) throws SQLException {
        Clause clause = FieldColumn.clause(filter);
        // No id is empty, so that the first page begins with the first document.
        return session.list(
                "SELECT %s FROM %s WHERE id > ? AND %s ORDER BY id LIMIT ?"
                        .formatted(DOCUMENT, documents, clause.sql()),
                Snapshot::document,
                clause.between(List.of(Escaped.of(after)), limit));
    }

    long count(Filter filter) throws SQLException {
        return filter.isAll() ? state.documents() : count(documents, filter);
    }

    private long count(String table, Filter filter) throws SQLException {
        Clause clause = FieldColumn.clause(filter);
        return session.first(
                        "SELECT count(*) FROM %s WHERE %s".formatted(table, clause.sql()),
                        results -> results.getLong(1),
                        clause.between(List.of()))
                .orElseThrow();
    }

    List<Optional<Document>> atRows(List<Integer> rows) throws SQLException {
        Map<Integer, Document> found = new HashMap<>();
        session.each(
                "SELECT place, %s FROM %s WHERE place = ANY (?)".formatted(DOCUMENT, joined()),
                results -> found.put(results.getInt("place"), document(results)),
                (Object) rows.toArray(new Integer[0]));
        return rows.stream().map(row -> Optional.ofNullable(found.get(row))).toList();
    }

    List<Integer> rows(String id) throws SQLException {
        return session.list(
                "SELECT place FROM %s WHERE doc = (SELECT doc FROM %s WHERE id = ?) ORDER BY place"
                        .formatted(passages, documents),
                results -> results.getInt(1),
                Escaped.of(id));
    }

    /// @return `[rows × dimensions]`
    /// @throws IllegalArgumentException if a row is empty
    Matrix vectors(List<Integer> rows) throws SQLException {
        Map<Integer, float[]> found = new HashMap<>();
        session.each(
                "SELECT place, vector_send(vector) FROM %s WHERE place = ANY (?)".formatted(passages),
                results -> {
                    float[] vector = new float[state.current().dimensions()];
                    VectorText.read(results.getBytes(2), vector);
                    found.put(results.getInt(1), vector);
                },
                (Object) rows.toArray(new Integer[0]));
        Matrix vectors = Matrix.zeros(rows.size(), state.current().dimensions());
        for (int i = 0; i < rows.size(); i++) {
            float[] vector = found.get(rows.get(i));
            if (vector == null) {
                throw new IllegalArgumentException("row %d is empty".formatted(rows.get(i)));
            }
            vectors.setRow(i, vector);
        }
        return vectors;
    }

    /// Rows that are not empty.
    BitSet live() throws SQLException {
        BitSet live = new BitSet(state.current().places());
        session.each("SELECT place FROM " + passages, results -> live.set(results.getInt(1)));
        return live;
    }

    Column column(String field) throws SQLException {
        @Nullable Object[] column = new Object[state.current().places()];
        session.each(
                "SELECT place, metadata FROM %s WHERE jsonb_exists(fields, ?)".formatted(joined()),
                results -> column[results.getInt(1)] =
                        Fields.read(results.getString(2)).get(field),
                Escaped.of(field));
        return new Column(field, Arrays.asList(column));
    }

    List<Summary.Field> fields() throws SQLException {
        return session.list(
                """
                SELECT key, min(jsonb_typeof(value)), max(jsonb_typeof(value)), count(DISTINCT value)
                FROM (SELECT key, jsonb_array_elements(value) AS value FROM %s, jsonb_each(fields)) AS each
                GROUP BY key ORDER BY key COLLATE "C"\
                """.formatted(documents),
                results -> new Summary.Field(
                        Escaped.read(results.getString(1)),
                        label(results.getString(2), results.getString(3)),
                        results.getLong(4)));
    }

    private static String label(String least, String most) {
        return least.equals(most) ? least : "mixed";
    }

    long bytes() throws SQLException {
        return session.first(
                        "SELECT pg_total_relation_size(?) + pg_total_relation_size(?)",
                        results -> results.getLong(1),
                        documents,
                        passages)
                .orElseThrow();
    }

    void forEach(Filter filter, PassageVisitor visitor) throws SQLException {
        Clause clause = FieldColumn.clause(filter);
        float[] vector = new float[state.current().dimensions()];
        hold();
        visitor.start(filter.isAll() ? state.current().passages() : count(joined(), filter), vector.length);
        session.each(
                "SELECT place, start, stop, tokens, truncated, vector_send(vector) AS vector, %s FROM %s WHERE %s ORDER BY place"
                        .formatted(DOCUMENT, joined(), clause.sql()),
                results -> {
                    VectorText.read(results.getBytes("vector"), vector);
                    visitor.visit(document(results), results.getInt("place"), passage(results), vector);
                },
                clause.between(List.of()));
    }

    void forEachVector(VectorVisitor visitor) throws SQLException {
        float[] vector = new float[state.current().dimensions()];
        hold();
        session.each(
                "SELECT updated, vector_send(vector) AS vector FROM %s ORDER BY place".formatted(joined()), results -> {
                    VectorText.read(results.getBytes("vector"), vector);
                    visitor.visit(State.instant(results, "updated"), vector);
                });
    }

    /// Keeps the tables from being dropped before the end. That they are gone shows here, or never.
    private void hold() throws SQLException {
        session.execute("LOCK TABLE %s, %s IN ACCESS SHARE MODE".formatted(documents, passages));
    }

    /// Passages with their documents.
    String joined() {
        return "%s JOIN %s USING (doc)".formatted(passages, documents);
    }

    static Document document(ResultSet results) throws SQLException {
        return new Document(
                Escaped.read(results.getString("id")),
                Escaped.read(results.getString("text")),
                Fields.read(results.getString("metadata")),
                State.instant(results, "updated"));
    }

    static Passage passage(ResultSet results) throws SQLException {
        return new Passage(
                results.getInt("start"),
                results.getInt("stop"),
                results.getInt("tokens"),
                results.getBoolean("truncated"));
    }
}
