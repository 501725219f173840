package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.StoredCollection.Rebuild;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A second generation of vectors in the making: same documents, another table of passages. A document is pending while
/// it has no passage in it, which writes to the collection bring about by themselves: they remove a changed document's
/// passages of both generations. Several processes can work on one.
final class PostgresRebuild implements Rebuild {
    private final PostgresCollection collection;
    private final Generation next;

    /// Where the search for pending documents goes on, since the first ones are soon done.
    private long after;

    private PostgresRebuild(PostgresCollection collection, Generation next) {
        this.collection = collection;
        this.next = next;
    }

    static PostgresRebuild start(PostgresCollection collection, String fingerprint, int dimensions) {
        return new PostgresRebuild(collection, collection.write(change -> {
            Optional<Generation> begun = change.next();
            if (begun.isPresent() && begun.get().fingerprint().equals(fingerprint)) {
                return begun.get();
            }
            if (begun.isPresent()) {
                change.abandon(begun.get());
            }
            return Tables.createGeneration(
                    change.session(), change.before().id(), collection.spec(), false, fingerprint, dimensions);
        }));
    }

    private String pending(State state) {
        return Snapshot.PENDING.formatted(state.documentTable(), next.table());
    }

    @Override
    public long remaining() {
        return collection.read(snapshot -> remaining(snapshot.session(), snapshot.state()));
    }

    private long remaining(Session session, State state) throws SQLException {
        return session.first("SELECT count(*)" + pending(state), results -> results.getLong(1))
                .orElseThrow();
    }

    @Override
    public synchronized List<Document> pending(int limit) {
        List<Numbered> found = new ArrayList<>(pending(after, limit));
        if (found.size() < limit && after > 0) {
            long start = after;
            pending(0, limit - found.size()).stream()
                    .filter(each -> each.doc() <= start)
                    .forEach(found::add);
        }
        after = found.isEmpty() ? 0 : found.getLast().doc();
        return found.stream().map(Numbered::document).toList();
    }

    private List<Numbered> pending(long beyond, int limit) {
        return collection.read(snapshot -> snapshot.session()
                .list(
                        "SELECT doc, id, updated, metadata, text" + pending(snapshot.state())
                                + " AND doc > ? ORDER BY doc LIMIT ?",
                        results -> new Numbered(results.getLong("doc"), Snapshot.document(results)),
                        beyond,
                        limit));
    }

    private record Numbered(long doc, Document document) {}

    @Override
    public void put(List<Entry> entries) {
        collection.write(change -> {
            NewPassages passages = new NewPassages(checkedNext(change));
            Map<String, Long> docs = unchanged(change, entries);
            for (Entry entry : entries) {
                Long doc = docs.get(entry.document().id());
                if (doc != null) {
                    passages.add(doc, entry);
                }
            }
            passages.write(change.session());
            return docs.size();
        });
    }

    /// Pending documents among these whose text is still the one that was embedded, by id.
    private Map<String, Long> unchanged(Change change, List<Entry> entries) throws SQLException {
        Map<String, Long> docs = new HashMap<>();
        change.session()
                .each(
                        "SELECT id, doc" + pending(change.before())
                                + " AND (id, text) IN (SELECT * FROM unnest(?::text[], ?::text[]))",
                        results -> docs.put(Escaped.read(results.getString(1)), results.getLong(2)),
                        entries.stream()
                                .map(entry -> Escaped.of(entry.document().id()))
                                .toArray(String[]::new),
                        entries.stream()
                                .map(entry -> Escaped.of(entry.document().text()))
                                .toArray(String[]::new));
        return docs;
    }

    private Generation checkedNext(Change change) throws SQLException {
        return change.next()
                .filter(found -> found.number() == next.number())
                .orElseThrow(() -> new Fault.Conflict("this rebuild of collection \"%s\" is over; start another"
                        .formatted(collection.spec().name())));
    }

    @Override
    public boolean finish() {
        boolean isFinished = collection.write(change -> {
            Generation built = checkedNext(change);
            boolean isComplete = remaining(change.session(), change.before()) == 0;
            if (isComplete) {
                change.switchTo(built);
            }
            return isComplete;
        });
        collection.sweep();
        return isFinished;
    }

    @Override
    public void abandon() {
        collection.write(change -> {
            change.abandon(checkedNext(change));
            return true;
        });
        collection.sweep();
    }
}
