package dev.sextant.collection.embedded;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Metric;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Looks at every allowed row: whole blocks as matrix products where most of a block is allowed, row by row elsewhere.
/// Blocks run in parallel.
final class BlockScan {
    /// A matrix product is so many times faster than scoring row by row.
    private static final int PRODUCT_GAIN = 4;

    /// Queries of one matrix product: beyond this, products take more memory than their block.
    static final int MOST_QUERIES = 16;

    private static final ThreadLocal<FloatBuffer> PRODUCTS = ThreadLocal.withInitial(() -> floats(Rows.BLOCK_ROWS));

    private final Rows rows;
    private final Norms norms;

    BlockScan(Rows rows, Norms norms) {
        this.rows = rows;
        this.norms = norms;
    }

    /// Offers rows to rankings.
    ///
    /// @param rankings all of one metric, at most [#MOST_QUERIES]
    /// @param from first row
    /// @param to one past the last row
    void scan(List<Ranking> rankings, BitSet allowed, int from, int to) {
        if (from >= to) {
            return;
        }
        FloatBuffer queries = queries(rankings);
        IntStream.rangeClosed(from / Rows.BLOCK_ROWS, (to - 1) / Rows.BLOCK_ROWS)
                .parallel()
                .forEach(block -> {
                    int start = Math.max(from, block * Rows.BLOCK_ROWS);
                    int end = Math.min(to, (block + 1) * Rows.BLOCK_ROWS);
                    scanBlock(rankings, queries, allowed, start, end);
                });
    }

    private void scanBlock(List<Ranking> rankings, FloatBuffer queries, BitSet allowed, int from, int to) {
        boolean isDense = allowed.get(from, to).cardinality() > (to - from) / PRODUCT_GAIN;
        if (isDense && rankings.getFirst().metric() != Metric.MANHATTAN) {
            scanProducts(rankings, queries, allowed, from, to);
        } else {
            rankings.forEach(ranking -> scanRows(ranking, allowed, from, to));
        }
    }

    private void scanProducts(List<Ranking> rankings, FloatBuffer queries, BitSet allowed, int from, int to) {
        int count = to - from;
        FloatBuffer products = products(rankings.size() * count);
        long rowBytes = (long) rows.dimensions() * Float.BYTES;
        DotProducts.of(
                queries,
                rankings.size(),
                rows.block(from / Rows.BLOCK_ROWS).asSlice(from % Rows.BLOCK_ROWS * rowBytes, count * rowBytes),
                count,
                rows.dimensions(),
                products);
        for (int i = 0; i < rankings.size(); i++) {
            int start = i * count - from;
            Ranking ranking = rankings.get(i);
            for (int row = allowed.nextSetBit(from); row >= 0 && row < to; row = allowed.nextSetBit(row + 1)) {
                ranking.offer(row, products.get(start + row), norms.of(row));
            }
        }
    }

    private void scanRows(Ranking ranking, BitSet allowed, int from, int to) {
        RowProducts products = ranking.products(rows);
        for (int row = allowed.nextSetBit(from); row >= 0 && row < to; row = allowed.nextSetBit(row + 1)) {
            ranking.offer(row, products.with(row), norms.of(row));
        }
    }

    private FloatBuffer queries(List<Ranking> rankings) {
        FloatBuffer queries = floats(rankings.size() * rows.dimensions());
        rankings.forEach(ranking -> queries.put(ranking.query()));
        return queries.flip();
    }

    private static FloatBuffer products(int count) {
        if (PRODUCTS.get().capacity() < count) {
            PRODUCTS.set(floats(count));
        }
        return PRODUCTS.get();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
