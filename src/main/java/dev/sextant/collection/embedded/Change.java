package dev.sextant.collection.embedded;

import dev.sextant.collection.Clause;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.FieldValues;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One write in the making: what is in the session's open transaction, and what memory and the vectors' file must learn
/// of it.
final class Change {
    private final Session session;
    private final View before;
    private final Appended appended;
    private final BitSet removed = new BitSet();
    private long documents;
    private long changes;

    Change(Session session, View before) {
        this.session = session;
        this.before = before;
        this.appended = new Appended(session, before.generation());
        this.documents = before.documents();
    }

    void put(Entry entry) throws SQLException {
        Document document = entry.document();
        Optional<Kept> kept = find(document.id());
        if (kept.isPresent()) {
            replace(kept.get(), document);
        } else {
            insert(document);
        }
        appended.add(find(document.id()).orElseThrow().doc, entry);
    }

    private void insert(Document document) throws SQLException {
        session.update(
                "INSERT INTO document (id, updated, metadata, text) VALUES (?, ?, ?, ?)",
                document.id(),
                document.updatedAt().toEpochMilli(),
                Metadata.write(document.metadata()),
                document.text());
        changes++;
        addFields(find(document.id()).orElseThrow().doc, document.metadata());
        documents++;
    }

    private void replace(Kept kept, Document document) throws SQLException {
        annotate(kept, document);
        session.update("UPDATE document SET text = ? WHERE doc = ?", document.text(), kept.doc);
        removePassages(kept.doc);
    }

    /// Replaces the metadata of a document whose text is the same still.
    void annotate(Document document) throws SQLException {
        Optional<Kept> kept = session.first(
                "SELECT doc, metadata FROM document WHERE id = ? AND text = ?",
                Kept::read,
                document.id(),
                document.text());
        if (kept.isPresent()) {
            annotate(kept.get(), document);
        }
    }

    private void annotate(Kept kept, Document document) throws SQLException {
        changes++;
        removeFields(kept);
        addFields(kept.doc, document.metadata());
        session.update(
                "UPDATE document SET updated = ?, metadata = ? WHERE doc = ?",
                document.updatedAt().toEpochMilli(),
                Metadata.write(document.metadata()),
                kept.doc);
    }

    /// @return whether it was there
    boolean delete(String id) throws SQLException {
        Optional<Kept> kept = find(id);
        if (kept.isPresent()) {
            delete(kept.get());
        }
        return kept.isPresent();
    }

    /// @return how many there were
    long delete(Clause clause) throws SQLException {
        List<Integer> docs = session.list(
                "SELECT doc FROM document WHERE " + clause.sql(),
                results -> results.getInt(1),
                clause.parameters().toArray());
        for (int doc : docs) {
            delete(session.first("SELECT doc, metadata FROM document WHERE doc = ?", Kept::read, doc)
                    .orElseThrow());
        }
        return docs.size();
    }

    private void delete(Kept kept) throws SQLException {
        changes++;
        removeFields(kept);
        removePassages(kept.doc);
        session.update("DELETE FROM document WHERE doc = ?", kept.doc);
        documents--;
    }

    private Optional<Kept> find(String id) throws SQLException {
        return session.first("SELECT doc, metadata FROM document WHERE id = ?", Kept::read, id);
    }

    private void removePassages(int doc) throws SQLException {
        session.each(
                "SELECT row FROM passage WHERE doc = ? AND generation = ?",
                results -> removed.set(results.getInt(1)),
                doc,
                before.generation().number());
        session.update("DELETE FROM passage WHERE doc = ?", doc);
    }

    private void addFields(int doc, Map<String, Object> metadata) throws SQLException {
        for (var field : metadata.entrySet()) {
            for (Object value : FieldValues.of(field.getValue())) {
                session.update(
                        "INSERT INTO field (name, type, value, doc) VALUES (?, ?, ?, ?)",
                        field.getKey(),
                        FieldType.codeOf(value),
                        value,
                        doc);
            }
        }
    }

    private void removeFields(Kept kept) throws SQLException {
        for (var field : Metadata.read(kept.metadata).entrySet()) {
            for (Object value : FieldValues.of(field.getValue())) {
                session.update(
                        "DELETE FROM field WHERE name = ? AND type = ? AND value = ? AND doc = ?",
                        field.getKey(),
                        FieldType.codeOf(value),
                        value,
                        kept.doc);
            }
        }
    }

    /// Writes the vectors to disk; the transaction may be committed then.
    void prepare() throws SQLException, IOException {
        appended.write();
    }

    /// Whether it changes nothing.
    boolean isEmpty() {
        return changes == 0;
    }

    /// The view with this change.
    View after() {
        return before.after(appended.docs(), removed, documents);
    }

    /// Lets the new rows be seen; the transaction is committed.
    void publish() {
        appended.publishToSearch();
    }

    /// Lets searches that start now pass over the rows that became empty; those under way may still look at them.
    void forget() {
        if (!removed.isEmpty()) {
            before.generation().index().removed(removed);
        }
    }

    private record Kept(int doc, String metadata) {
        static Kept read(ResultSet results) throws SQLException {
            return new Kept(results.getInt(1), results.getString(2));
        }
    }
}
