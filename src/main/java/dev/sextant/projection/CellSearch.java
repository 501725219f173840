package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Scores every row with the rows of the cells that are nearest to it, by matrix products; what is nearest is mostly
/// there.
///
/// The idea: an inverted file. For each cell the rows that look into it are multiplied with the rows in it. A product
/// serves both its rows, so two rows meet if either looks into the other's cell. Cells run in parallel; offers to a row
/// are locked, and as what a shortlist keeps does not depend on the order of offers, the result is the same for any
/// number of threads.
///
/// Cost: `n d` multiplications times the rows in the cells that a row looks into, about 12,000. Memory: 4 bytes a row
/// and
/// cell that it looks into, beside those of [Cells].
final class CellSearch {
    /// Cells between two steps of the progress.
    private static final int STEP = 32;

    private static final int LOCKS = 4_096;

    private final FramedRows rows;
    private final Cells cells;
    private final int[] cellOf;
    private final int[][] members;
    private final int[][] visitors;
    private final Shortlists shortlists;
    private final Object[] locks = new Object[LOCKS];

    private CellSearch(FramedRows rows, Cells cells, int count) {
        this.rows = rows;
        this.cells = cells;
        this.cellOf = cells.own();
        this.members = cells.members();
        this.visitors = cells.visitors();
        this.shortlists = new Shortlists(rows.count(), count);
        Arrays.setAll(locks, lock -> new Object());
    }

    /// The best-scored rows of every row that were met, the row itself left out.
    ///
    /// @param cells of these rows
    /// @param count entries a row, 1 or more
    static Shortlists within(FramedRows rows, Cells cells, int count, Progress progress) {
        CellSearch search = new CellSearch(rows, cells, count);
        progress.stage(NeighborSearch.STAGE, cells.count());
        try (Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            for (int cell = 0; cell < cells.count(); cell += STEP) {
                int end = Math.min(cell + STEP, cells.count());
                IntStream.range(cell, end).parallel().forEach(each -> tiles.use(tile -> search.compare(each, tile)));
                progress.step(end);
            }
        }
        search.complete(count);
        return search.shortlists;
    }

    /// Compares rows that met too few others with all.
    private void complete(int count) {
        int[] incomplete = IntStream.range(0, rows.count())
                .filter(row -> !shortlists.isFull(row))
                .toArray();
        if (incomplete.length == 0) {
            return;
        }
        try (FramedRows queries = rows.copy(incomplete)) {
            // One more, because a row finds itself.
            Shortlists all = ExactSearch.between(queries, rows, count + 1, Progress.NONE);
            for (int i = 0; i < incomplete.length; i++) {
                shortlists.replace(incomplete[i], all, i, incomplete[i]);
            }
        }
    }

    private void compare(int cell, Tiles.Tile tile) {
        new Blocks(members[cell].length, Tiles.ROWS).inOrder((from, to) -> {
            int[] inside = Arrays.copyOfRange(members[cell], from, to);
            try (FramedRows framed = rows.copy(inside)) {
                new Blocks(visitors[cell].length, Tiles.ROWS).inOrder((first, last) -> {
                    int[] outside = Arrays.copyOfRange(visitors[cell], first, last);
                    compare(outside, inside, framed, tile);
                });
            }
        });
    }

    private void compare(int[] outside, int[] inside, FramedRows framed, Tiles.Tile tile) {
        try (FramedRows queries = rows.copy(outside)) {
            queries.products(0, outside.length, framed, 0, inside.length, tile.products());
        }
        // What others offer meanwhile only raises these, so that no offer is missed.
        float[] worst = new float[inside.length];
        for (int i = 0; i < inside.length; i++) {
            worst[i] = shortlists.worst()[inside[i]];
        }
        for (int i = 0; i < outside.length; i++) {
            scan(outside[i], inside, tile.line(i, inside.length), framed.halfSquares(), worst);
        }
    }

    private void scan(int row, int[] inside, float[] line, float[] halfSquares, float[] worst) {
        float half = rows.halfSquares()[row];
        float worstOfRow = shortlists.worst()[row];
        for (int i = 0; i < inside.length; i++) {
            float forRow = line[i] - halfSquares[i];
            float forOther = line[i] - half;
            if ((forRow >= worstOfRow || forOther >= worst[i]) && inside[i] != row) {
                offer(row, inside[i], forRow);
                // A row that looks into this row's cell gets its offer there.
                if (!cells.isNear(inside[i], cellOf[row])) {
                    offer(inside[i], row, forOther);
                }
                worstOfRow = shortlists.worst()[row];
            }
        }
    }

    private void offer(int row, int entry, float score) {
        if (score >= shortlists.worst()[row]) {
            synchronized (locks[row % LOCKS]) {
                shortlists.offer(row, entry, score);
            }
        }
    }
}
