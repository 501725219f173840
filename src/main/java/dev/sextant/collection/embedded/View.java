package dev.sextant.collection.embedded;

import dev.sextant.vectors.Matrix;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What memory holds of a collection at one moment: whose each row is, and which rows are not empty. Never changes, but
/// for what it remembers of filters; every write makes another one.
///
/// Costs 4 bytes and a bit a row. Views share the long array, which only grows, at its end and beyond the rows of
/// every view that is out.
final class View {
    private final Generation generation;
    private final int[] docOfRow;
    private final BitSet live;
    private final int rows;
    private final long documents;
    private final RecentFilters recentFilters = new RecentFilters();

    private View(Generation generation, int[] docOfRow, BitSet live, int rows, long documents) {
        this.generation = generation;
        this.docOfRow = docOfRow;
        this.live = live;
        this.rows = rows;
        this.documents = documents;
    }

    static View load(Session session, Generation generation) throws SQLException {
        int rows = generation.rows().count();
        int[] docOfRow = new int[rows];
        BitSet live = new BitSet(rows);
        session.each(
                "SELECT row, doc FROM passage WHERE generation = ?",
                results -> {
                    int row = results.getInt(1);
                    if (row >= rows) {
                        throw new SQLException("it names row %d of %d".formatted(row, rows));
                    }
                    docOfRow[row] = results.getInt(2);
                    live.set(row);
                },
                generation.number());
        long documents = session.first("SELECT count(*) FROM document", results -> results.getLong(1))
                .orElseThrow();
        return new View(generation, docOfRow, live, rows, documents);
    }

    /// The view after a write.
    ///
    /// @param docs whose the new rows are
    /// @param removed rows that became empty
    View after(int[] docs, BitSet removed, long documents) {
        int[] grown = rows + docs.length <= docOfRow.length
                ? docOfRow
                : Arrays.copyOf(docOfRow, Math.max(rows + docs.length, docOfRow.length + docOfRow.length / 2));
        System.arraycopy(docs, 0, grown, rows, docs.length);
        BitSet alive = (BitSet) live.clone();
        alive.set(rows, rows + docs.length);
        alive.andNot(removed);
        return new View(generation, grown, alive, rows + docs.length, documents);
    }

    Generation generation() {
        return generation;
    }

    /// Rows that are not empty; not to be changed.
    BitSet live() {
        return live;
    }

    int doc(int row) {
        return docOfRow[row];
    }

    boolean isLive(int row) {
        return row >= 0 && live.get(row);
    }

    /// Rows so far, empty ones included.
    int rows() {
        return rows;
    }

    RecentFilters recentFilters() {
        return recentFilters;
    }

    long documents() {
        return documents;
    }

    /// @return `[rows × dimensions]`
    /// @throws IllegalArgumentException if a row is empty
    Matrix vectors(List<Integer> wanted) {
        Matrix vectors = Matrix.zeros(wanted.size(), generation.rows().dimensions());
        float[] vector = new float[vectors.columns()];
        for (int i = 0; i < wanted.size(); i++) {
            if (!isLive(wanted.get(i))) {
                throw new IllegalArgumentException("row %d is empty".formatted(wanted.get(i)));
            }
            generation.rows().read(wanted.get(i), vector);
            vectors.setRow(i, vector);
        }
        return vectors;
    }

    /// Rows of these documents.
    BitSet rowsOf(BitSet docs) {
        BitSet of = new BitSet(rows);
        for (int row = live.nextSetBit(0); row >= 0; row = live.nextSetBit(row + 1)) {
            if (docs.get(docOfRow[row])) {
                of.set(row);
            }
        }
        return of;
    }
}
