package dev.sextant.collection.postgres;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// One write in the making, which no other write of the collection overlaps.
final class Change {
    private static final String GIVEN =
            " FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) AS given (id, updated, metadata, fields, text)";

    private final Session session;
    private final State before;
    private final String documents;
    private long added;
    private long changes;

    Change(Session session, State before) {
        this.session = session;
        this.before = before;
        this.documents = before.documentTable();
    }

    Session session() {
        return session;
    }

    State before() {
        return before;
    }

    /// The vectors in the making, if there are some.
    Optional<Generation> next() throws SQLException {
        return Generation.find(session, before.id(), false);
    }

    /// @param entries each of another id
    void put(Collection<Entry> entries) throws SQLException {
        List<Document> given = entries.stream().map(Entry::document).toList();
        removePassages(FieldColumn.ofIds(given.stream().map(Document::id).toList()));
        NewPassages passages = new NewPassages(before.current());
        Map<String, Long> docs = upsert(given);
        for (Entry entry : entries) {
            passages.add(Objects.requireNonNull(docs.get(entry.document().id())), entry);
        }
        passages.write(session);
    }

    /// @return the number of each document
    private Map<String, Long> upsert(List<Document> given) throws SQLException {
        Map<String, Long> docs = new HashMap<>();
        session.each(
                """
                INSERT INTO %s AS old (id, updated, metadata, fields, text)
                SELECT id, updated::timestamptz, metadata, fields::jsonb, text %s
                ON CONFLICT (id) DO UPDATE SET updated = excluded.updated, metadata = excluded.metadata,
                    fields = excluded.fields, text = excluded.text
                RETURNING id, doc, xmax = 0 AS is_new""".formatted(documents, GIVEN),
                results -> {
                    docs.put(Escaped.read(results.getString("id")), results.getLong("doc"));
                    // No transaction has put an end to an earlier version of the line: it was not there.
                    added += results.getBoolean("is_new") ? 1 : 0;
                },
                columns(given));
        changes += given.size();
        return docs;
    }

    /// @param given each of another id
    void annotate(Collection<Document> given) throws SQLException {
        changes += session.update("""
                UPDATE %s AS old SET updated = given.updated::timestamptz, metadata = given.metadata,
                    fields = given.fields::jsonb %s WHERE old.id = given.id AND old.text = given.text""".formatted(documents, GIVEN), columns(List.copyOf(given)));
    }

    private static Object[] columns(List<Document> given) {
        return new Object[] {
            column(given, document -> Escaped.of(document.id())),
            column(given, document -> document.updatedAt().toString()),
            column(given, document -> Fields.sent(document.metadata())),
            column(given, document -> Fields.filtered(document.metadata())),
            column(given, document -> Escaped.of(document.text()))
        };
    }

    private static String[] column(List<Document> given, Function<Document, String> of) {
        return given.stream().map(of).toArray(String[]::new);
    }

    /// @return how many there were
    int delete(Clause clause) throws SQLException {
        removePassages(clause);
        int deleted = session.update(
                "DELETE FROM %s WHERE %s".formatted(documents, clause.sql()),
                clause.parameters().toArray());
        added -= deleted;
        changes += deleted;
        return deleted;
    }

    private void removePassages(Clause clause) throws SQLException {
        removePassages(before.current(), clause);
        Optional<Generation> next = next();
        if (next.isPresent()) {
            removePassages(next.get(), clause);
        }
    }

    private void removePassages(Generation generation, Clause clause) throws SQLException {
        int removed = session.update(
                "DELETE FROM %s USING %s AS document WHERE document.doc = %1$s.doc AND %s"
                        .formatted(generation.table(), documents, clause.sql()),
                clause.parameters().toArray());
        session.update("UPDATE generation SET passages = passages - ? WHERE number = ?", removed, generation.number());
    }

    /// Another generation's vectors are searched from now on.
    void switchTo(Generation next) throws SQLException {
        Tables.leave(session, before.current().table());
        session.update(
                "DELETE FROM generation WHERE number = ?", before.current().number());
        session.update("UPDATE generation SET is_current = true WHERE number = ?", next.number());
        changes++;
    }

    /// Drops vectors in the making.
    void abandon(Generation next) throws SQLException {
        Tables.leave(session, next.table());
        session.update("DELETE FROM generation WHERE number = ?", next.number());
    }

    /// Writes down that something was changed, if something was.
    void finish() throws SQLException {
        if (changes > 0) {
            session.update(
                    "UPDATE collection SET documents = documents + ?, changes = changes + 1, updated = now() WHERE id = ?",
                    added,
                    before.id());
        }
    }
}
