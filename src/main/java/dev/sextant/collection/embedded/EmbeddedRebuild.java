package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.StoredCollection.Rebuild;
import java.util.List;
import java.util.Optional;

/// A second generation of vectors in the making: same documents, another file and other passages. A document is pending
/// while it has no passage in it, which writes to the collection bring about by themselves: they remove a changed
/// document's passages of all generations.
final class EmbeddedRebuild implements Rebuild {
    private static final String PENDING =
            " FROM document WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.doc = document.doc AND generation = ?)";

    private final CollectionFiles files;
    private final Generation next;

    private EmbeddedRebuild(CollectionFiles files, Generation next) {
        this.files = files;
        this.next = next;
    }

    static EmbeddedRebuild start(CollectionFiles files, String fingerprint, int dimensions) {
        return files.exclusively(() -> {
            Session session = files.writer();
            Optional<Generation> begun = Generation.next(session, files.directory());
            if (begun.isPresent() && begun.get().fingerprint().equals(fingerprint)) {
                session.execute("COMMIT");
                return new EmbeddedRebuild(files, begun.get());
            }
            Generation next = Generation.create(session, files.directory(), fingerprint, dimensions);
            next.becomeNext(session);
            session.execute("COMMIT");
            begun.ifPresent(Generation::retire);
            return new EmbeddedRebuild(files, next);
        });
    }

    @Override
    public long remaining() {
        return files.exclusively(() -> {
            long remaining = pending();
            files.writer().execute("COMMIT");
            return remaining;
        });
    }

    private long pending() throws java.sql.SQLException {
        return files.writer()
                .first("SELECT count(*)" + PENDING, results -> results.getLong(1), next.number())
                .orElseThrow();
    }

    @Override
    public List<Document> pending(int limit) {
        return files.read(snapshot -> snapshot.pending(next.number(), limit));
    }

    @Override
    public void put(List<Entry> entries) {
        files.exclusively(() -> {
            checkIsNext();
            Session session = files.writer();
            Appended appended = new Appended(session, next);
            for (Entry entry : entries) {
                Document document = entry.document();
                Optional<Integer> doc = session.first(
                        "SELECT doc" + PENDING + " AND id = ? AND text = ?",
                        results -> results.getInt(1),
                        next.number(),
                        document.id(),
                        document.text());
                if (doc.isPresent()) {
                    appended.add(doc.get(), entry);
                }
            }
            appended.write();
            session.execute("COMMIT");
            appended.publish();
            return true;
        });
    }

    private void checkIsNext() throws java.sql.SQLException {
        if (!Schema.find(files.writer(), "rebuild").equals(Optional.of(String.valueOf(next.number())))) {
            throw new Fault.Conflict("this rebuild of collection \"%s\" is over"
                    .formatted(files.spec().name()));
        }
    }

    @Override
    public boolean finish() {
        return files.exclusively(() -> {
            checkIsNext();
            Session session = files.writer();
            if (pending() > 0) {
                session.execute("COMMIT");
                return false;
            }
            Generation old = files.view().generation();
            next.becomeCurrent(session);
            View view = View.load(session, next);
            files.commit(() -> files.show(view));
            remove(old);
            return true;
        });
    }

    @Override
    public void abandon() {
        files.exclusively(() -> {
            checkIsNext();
            Schema.remove(files.writer(), "rebuild");
            files.writer().execute("COMMIT");
            remove(next);
            return true;
        });
    }

    /// The switch is made and lasts; what this leaves undone, the next start does.
    private void remove(Generation generation) throws java.sql.SQLException {
        Session session = files.writer();
        session.update("DELETE FROM passage WHERE generation = ?", generation.number());
        session.update("DELETE FROM generation WHERE number = ?", generation.number());
        generation.retire();
    }
}
