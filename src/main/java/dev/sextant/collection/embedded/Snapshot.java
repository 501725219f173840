package dev.sextant.collection.embedded;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Column;
import dev.sextant.collection.Document;
import dev.sextant.collection.Filter;
import dev.sextant.collection.Passage;
import dev.sextant.collection.StoredCollection.PassageVisitor;
import dev.sextant.collection.StoredCollection.VectorVisitor;
import dev.sextant.collection.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A collection as it is at one moment, database and memory alike. Used by one thread.
final class Snapshot {
    private static final String DOCUMENT = "SELECT id, updated, metadata, text FROM document ";
    private static final String PASSAGE = "SELECT row, start, stop, tokens, truncated";

    /// What a generation lacks; its number is the parameter.
    static final String PENDING =
            " FROM document WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.doc = document.doc AND generation = ?)";

    private final Session session;
    private final View view;

    Snapshot(Session session, View view) {
        this.session = session;
        this.view = view;
    }

    View view() {
        return view;
    }

    List<Document> documents(List<String> ids) throws SQLException {
        List<Document> documents = new ArrayList<>(ids.size());
        for (String id : ids) {
            session.first(DOCUMENT + "WHERE id = ?", Snapshot::document, id).ifPresent(documents::add);
        }
        return documents;
    }

    List<Document> page(String after, int limit, Filter filter) throws SQLException {
        Clause clause = FieldTable.clause(filter);
        String sql = DOCUMENT + "WHERE id >= ? AND id <> ? AND " + clause.sql() + " ORDER BY id LIMIT ?";
        // No id is empty, so that the first page begins with the first document.
        return session.list(sql, Snapshot::document, clause.between(List.of(after, after), limit));
    }

    long count(Filter filter) throws SQLException {
        if (filter.isAll()) {
            return view.documents();
        }
        Clause clause = FieldTable.clause(filter);
        String sql = "SELECT count(*) FROM document WHERE " + clause.sql();
        return session.first(sql, results -> results.getLong(1), clause.between(List.of()))
                .orElseThrow();
    }

    List<Optional<Document>> atRows(List<Integer> rows) throws SQLException {
        List<Optional<Document>> documents = new ArrayList<>(rows.size());
        for (int row : rows) {
            documents.add(
                    view.isLive(row)
                            ? session.first(DOCUMENT + "WHERE doc = ?", Snapshot::document, view.doc(row))
                            : Optional.empty());
        }
        return documents;
    }

    /// Documents beyond one that have no passage in the generation.
    List<Numbered> pending(int number, int after, int limit) throws SQLException {
        return session.list(
                "SELECT doc, id, updated, metadata, text" + PENDING + " AND doc > ? ORDER BY doc LIMIT ?",
                results -> new Numbered(results.getInt("doc"), document(results)),
                number,
                after,
                limit);
    }

    long pending(int number) throws SQLException {
        return session.first("SELECT count(*)" + PENDING, results -> results.getLong(1), number)
                .orElseThrow();
    }

    record Numbered(int doc, Document document) {}

    List<Integer> rows(String id) throws SQLException {
        return session.list(
                "SELECT row FROM passage WHERE generation = ? AND doc = (SELECT doc FROM document WHERE id = ?)"
                        + " ORDER BY row",
                results -> results.getInt(1),
                generation(),
                id);
    }

    /// Rows of the documents that are like the filter; not to be changed.
    BitSet rows(Filter filter) throws SQLException {
        if (filter.isAll()) {
            return view.live();
        }
        Optional<BitSet> known = view.recentFilters().find(filter);
        if (known.isPresent()) {
            return known.get();
        }
        BitSet rows = read(filter);
        view.recentFilters().keep(filter, rows);
        return rows;
    }

    private BitSet read(Filter filter) throws SQLException {
        Clause clause = FieldTable.clause(filter);
        BitSet docs = new BitSet();
        session.each(
                "SELECT doc FROM document WHERE " + clause.sql(),
                results -> docs.set(results.getInt(1)),
                clause.between(List.of()));
        return view.rowsOf(docs);
    }

    String id(int row) throws SQLException {
        return session.first("SELECT id FROM document WHERE doc = ?", results -> results.getString(1), view.doc(row))
                .orElseThrow();
    }

    Passage passage(int row) throws SQLException {
        return session.first(
                        PASSAGE + " FROM passage WHERE generation = ? AND row = ?",
                        Snapshot::passage,
                        generation(),
                        row)
                .orElseThrow();
    }

    Column column(String field) throws SQLException {
        Map<Integer, Object> values = new HashMap<>();
        session.each(
                "SELECT doc, metadata FROM document WHERE doc IN (SELECT doc FROM field WHERE name = ?)",
                results -> values.put(
                        results.getInt(1), Metadata.read(results.getString(2)).get(field)),
                field);
        @Nullable Object[] column = new Object[view.rows()];
        view.live().stream().forEach(row -> column[row] = values.get(view.doc(row)));
        return new Column(field, Arrays.asList(column));
    }

    List<Summary.Field> fields() throws SQLException {
        return session.list(
                "SELECT name, min(type), max(type), count(*) FROM (SELECT DISTINCT name, type, value FROM field)"
                        + " GROUP BY name ORDER BY name",
                results -> new Summary.Field(
                        results.getString(1), label(results.getInt(2), results.getInt(3)), results.getLong(4)));
    }

    private static String label(int least, int most) {
        return least == most ? FieldType.ofCode(least).label() : "mixed";
    }

    Instant instant(String key) throws SQLException {
        return Schema.instant(session, key);
    }

    void forEach(Filter filter, PassageVisitor visitor) throws SQLException {
        Clause clause = FieldTable.clause(filter);
        float[] vector = new float[view.generation().rows().dimensions()];
        visitor.start(rows(filter).cardinality(), vector.length);
        // The order of the join is given: rows first, since that is the order asked for.
        session.each(
                PASSAGE + ", id, updated, metadata, text FROM passage CROSS JOIN document USING (doc)"
                        + " WHERE generation = ? AND " + clause.sql() + " ORDER BY row",
                results -> {
                    int row = results.getInt("row");
                    view.generation().rows().read(row, vector);
                    visitor.visit(document(results), row, passage(results), vector);
                },
                clause.between(List.of(generation())));
    }

    void forEachVector(VectorVisitor visitor) throws SQLException {
        float[] vector = new float[view.generation().rows().dimensions()];
        session.each(
                "SELECT row, updated FROM passage CROSS JOIN document USING (doc) WHERE generation = ? ORDER BY row",
                results -> {
                    view.generation().rows().read(results.getInt(1), vector);
                    visitor.visit(Instant.ofEpochMilli(results.getLong(2)), vector);
                },
                generation());
    }

    private int generation() {
        return view.generation().number();
    }

    static Document document(ResultSet results) throws SQLException {
        return new Document(
                results.getString("id"),
                results.getString("text"),
                Metadata.read(results.getString("metadata")),
                Instant.ofEpochMilli(results.getLong("updated")));
    }

    private static Passage passage(ResultSet results) throws SQLException {
        return new Passage(
                results.getInt("start"),
                results.getInt("stop"),
                results.getInt("tokens"),
                results.getBoolean("truncated"));
    }
}
