package dev.sextant.collection.embedded;

import dev.sextant.collection.Entry;
import dev.sextant.collection.Passage;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows that a write adds to a generation, beyond those in use.
final class Appended {
    private final Session session;
    private final Generation generation;
    private final int first;
    private final List<Matrix> vectors = new ArrayList<>();
    private final List<Integer> docs = new ArrayList<>();
    private int next;

    Appended(Session session, Generation generation) {
        this.session = session;
        this.generation = generation;
        this.first = generation.rows().count();
        this.next = first;
    }

    /// Adds a document's passages, in the session's transaction.
    void add(int doc, Entry entry) throws SQLException {
        if (entry.vectors().columns() != generation.rows().dimensions()) {
            throw new IllegalArgumentException("vectors have %d dimensions, the collection's %d"
                    .formatted(entry.vectors().columns(), generation.rows().dimensions()));
        }
        for (Passage passage : entry.passages()) {
            session.update(
                    "INSERT INTO passage (generation, row, doc, start, stop, tokens, truncated) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    generation.number(),
                    next++,
                    doc,
                    passage.start(),
                    passage.end(),
                    passage.tokens(),
                    passage.truncated());
            docs.add(doc);
        }
        vectors.add(entry.vectors());
    }

    /// Writes the vectors to disk, and to the database how many there are now.
    void write() throws SQLException, IOException {
        if (next > first) {
            generation.rows().write(first, vectors);
            generation.use(session, next);
        }
    }

    /// Whose the rows are.
    int[] docs() {
        return docs.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Lets the rows be seen.
    void publish() {
        generation.rows().publish(next);
    }

    /// Lets the rows be seen and found.
    void publishToSearch() {
        publish();
        if (next > first) {
            generation.index().added(first, next);
        }
    }
}
