package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.collection.Entry;
import dev.sextant.collection.StoredCollection.Rebuild;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A second generation of vectors in the making: same documents, another file and other passages. A document is pending
/// while it has no passage in it, which writes to the collection bring about by themselves: they remove a changed
/// document's passages of all generations.
final class EmbeddedRebuild implements Rebuild {
    private static final Logger LOG = Logger.getLogger(EmbeddedRebuild.class.getName());

    private final CollectionFiles files;
    private final Generation next;

    /// Where the search for pending documents goes on, since the first ones are soon done.
    private int after;

    private EmbeddedRebuild(CollectionFiles files, Generation next) {
        this.files = files;
        this.next = next;
    }

    static EmbeddedRebuild start(CollectionFiles files, String fingerprint, int dimensions) {
        return files.exclusively(() -> {
            Optional<Generation> begun = begun(files);
            Generation next = begun.isPresent() && begun.get().fingerprint().equals(fingerprint)
                    ? begun.get()
                    : another(files, fingerprint, dimensions);
            files.writer().execute("COMMIT");
            files.setNext(next);
            begun.filter(old -> old != next).ifPresent(old -> remove(files, old));
            return new EmbeddedRebuild(files, next);
        });
    }

    private static Optional<Generation> begun(CollectionFiles files) throws SQLException, IOException {
        return files.next().isPresent() ? files.next() : Generation.next(files.writer(), files.directory());
    }

    private static Generation another(CollectionFiles files, String fingerprint, int dimensions)
            throws SQLException, IOException {
        Generation next = Generation.create(files.writer(), files.directory(), fingerprint, dimensions);
        next.becomeNext(files.writer());
        return next;
    }

    @Override
    public long remaining() {
        return files.read(snapshot -> snapshot.pending(next.number()));
    }

    @Override
    public synchronized List<Document> pending(int limit) {
        List<Snapshot.Numbered> found = new ArrayList<>(pending(after, limit));
        if (found.size() < limit && after > 0) {
            int start = after;
            pending(0, limit - found.size()).stream()
                    .filter(each -> each.doc() <= start)
                    .forEach(found::add);
        }
        after = found.isEmpty() ? 0 : found.getLast().doc();
        return found.stream().map(Snapshot.Numbered::document).toList();
    }

    private List<Snapshot.Numbered> pending(int beyond, int limit) {
        return files.read(snapshot -> snapshot.pending(next.number(), beyond, limit));
    }

    @Override
    public void put(List<Entry> entries) {
        files.exclusively(() -> {
            checkIsNext();
            Appended appended = new Appended(files.writer(), next);
            for (Entry entry : entries) {
                Optional<Integer> doc = unchanged(entry.document());
                if (doc.isPresent()) {
                    appended.add(doc.get(), entry);
                }
            }
            appended.write();
            files.writer().execute("COMMIT");
            appended.publish();
            return true;
        });
    }

    private Optional<Integer> unchanged(Document document) throws SQLException {
        return files.writer()
                .first(
                        "SELECT doc" + Snapshot.PENDING + " AND id = ? AND text = ?",
                        results -> results.getInt(1),
                        next.number(),
                        document.id(),
                        document.text());
    }

    private void checkIsNext() {
        if (!files.next().equals(Optional.of(next))) {
            throw new Fault.Conflict("this rebuild of collection \"%s\" is over; start another"
                    .formatted(files.spec().name()));
        }
    }

    @Override
    public boolean finish() {
        return files.exclusively(() -> {
            checkIsNext();
            boolean isComplete = files.writer()
                    .first("SELECT 1" + Snapshot.PENDING + " LIMIT 1", results -> 1, next.number())
                    .isEmpty();
            if (isComplete) {
                switchOver();
            } else {
                files.writer().execute("COMMIT");
            }
            return isComplete;
        });
    }

    private void switchOver() throws SQLException {
        Generation old = files.view().generation();
        next.becomeCurrent(files.writer());
        Schema.remove(files.writer(), "rebuild");
        View view = files.load(next);
        files.commit(() -> files.show(view));
        files.setNext(null);
        remove(files, old);
    }

    @Override
    public void abandon() {
        files.exclusively(() -> {
            checkIsNext();
            Schema.remove(files.writer(), "rebuild");
            files.writer().execute("COMMIT");
            files.setNext(null);
            remove(files, next);
            return true;
        });
    }

    /// What was decided lasts already; what this leaves undone, the next start does.
    private static void remove(CollectionFiles files, Generation generation) {
        try {
            files.writer().update("DELETE FROM passage WHERE generation = ?", generation.number());
            files.writer().update("DELETE FROM generation WHERE number = ?", generation.number());
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "left for the next start to remove: "
                            + generation.rows().file());
        }
        generation.retire();
    }
}
