package dev.sextant.projection;

import java.util.stream.IntStream;

/// Scores every row with every row by matrix products: a tile is the product of a block of rows with a block of rows,
/// and
/// serves the rows of both, so half of the products are enough. Tiles are worked on in rounds; those of a round have no
/// block in common, so that they run in parallel without locks.
///
/// The score of `b` for `a` is `a · b - |b|² / 2`, which ranks as the distance does, without a root.
///
/// Cost: `n² d / 2` multiplications and `n²` comparisons; besides the shortlists, 1 MiB a thread.
final class ExactSearch {
    private final FramedRows rows;
    private final Blocks blocks;
    private final Shortlists shortlists;

    private ExactSearch(FramedRows rows, Shortlists shortlists) {
        this.rows = rows;
        this.blocks = new Blocks(rows.count(), Tiles.ROWS);
        this.shortlists = shortlists;
    }

    /// The best-scored rows of every row, the row itself left out.
    ///
    /// @param count entries a row, 1 or more
    static Shortlists within(FramedRows rows, int count, Progress progress) {
        ExactSearch search = new ExactSearch(rows, new Shortlists(rows.count(), count));
        int rounds = search.blocks.blocks();
        progress.stage(NeighborSearch.STAGE, rounds);
        try (Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            for (int round = 0; round < rounds; round++) {
                search.round(round, tiles);
                progress.step(round + 1L);
            }
        }
        return search.shortlists;
    }

    /// All pairs of blocks whose numbers sum up to the round's, modulo the number of blocks: every block is in one.
    private void round(int round, Tiles tiles) {
        int count = blocks.blocks();
        IntStream.range(0, count)
                .filter(a -> a <= Math.floorMod(round - a, count))
                .parallel()
                .forEach(a -> tiles.use(tile -> multiply(a, Math.floorMod(round - a, count), tile)));
    }

    private void multiply(int a, int b, Tiles.Tile tile) {
        int from = blocks.from(b);
        int to = blocks.to(b);
        rows.products(blocks.from(a), blocks.to(a), rows, from, to, tile.products());
        for (int row = blocks.from(a); row < blocks.to(a); row++) {
            float[] line = tile.line(row - blocks.from(a), to - from);
            if (a == b) {
                scanOwn(row, line, from, to);
            } else {
                scan(row, line, from, to);
            }
        }
    }

    private void scan(int row, float[] line, int from, int to) {
        float[] halfSquares = rows.halfSquares();
        float[] worst = shortlists.worst();
        float half = halfSquares[row];
        for (int i = 0; i < to - from; i++) {
            float forRow = line[i] - halfSquares[from + i];
            float forOther = line[i] - half;
            if (forRow >= worst[row] || forOther >= worst[from + i]) {
                shortlists.offer(row, from + i, forRow);
                shortlists.offer(from + i, row, forOther);
            }
        }
    }

    /// A block with itself, where a tile holds every pair twice.
    private void scanOwn(int row, float[] line, int from, int to) {
        for (int i = 0; i < to - from; i++) {
            if (from + i != row) {
                float score = line[i] - rows.halfSquares()[from + i];
                if (score >= shortlists.worst()[row]) {
                    shortlists.offer(row, from + i, score);
                }
            }
        }
    }

    /// The best-scored rows of every query.
    ///
    /// @param queries in the same frame
    static Shortlists between(FramedRows queries, FramedRows rows, int count, Progress progress) {
        Shortlists shortlists = new Shortlists(queries.count(), count);
        Blocks blocks = new Blocks(queries.count(), Tiles.ROWS);
        Blocks others = new Blocks(rows.count(), Tiles.ROWS);
        progress.stage(NeighborSearch.STAGE, others.blocks());
        try (Tiles tiles = new Tiles(Tiles.ROWS, Tiles.ROWS)) {
            for (int other = 0; other < others.blocks(); other++) {
                int from = others.from(other);
                int to = others.to(other);
                blocks.forEach((first, last) -> tiles.use(tile -> {
                    queries.products(first, last, rows, from, to, tile.products());
                    for (int query = first; query < last; query++) {
                        offer(shortlists, query, tile.line(query - first, to - from), rows, from, to);
                    }
                }));
                progress.step(other + 1L);
            }
        }
        return shortlists;
    }

    private static void offer(Shortlists shortlists, int query, float[] line, FramedRows rows, int from, int to) {
        float[] worst = shortlists.worst();
        for (int i = 0; i < to - from; i++) {
            float score = line[i] - rows.halfSquares()[from + i];
            if (score >= worst[query]) {
                shortlists.offer(query, from + i, score);
            }
        }
    }
}
