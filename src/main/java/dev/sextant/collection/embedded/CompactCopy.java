package dev.sextant.collection.embedded;

import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// A small copy of all rows in memory, which chooses rows that are then scored with the vectors themselves.
sealed interface CompactCopy permits ByteCopy, BitCopy {

    /// Takes in rows; not to be called by two threads at once.
    void added(int fromRow, int toRow);

    /// Offers every allowed row to a ranking.
    void scan(Ranking ranking, BitSet allowed);

    /// How many times the rows wanted to choose.
    int oversample();

    /// Bytes of memory.
    long bytes();

    /// Runs an action on every allowed row, blocks in parallel.
    static void forEach(BitSet allowed, IntConsumer action) {
        int blocks = (allowed.length() + Rows.BLOCK_ROWS - 1) / Rows.BLOCK_ROWS;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int end = Math.min(allowed.length(), (block + 1) * Rows.BLOCK_ROWS);
            int row = allowed.nextSetBit(block * Rows.BLOCK_ROWS);
            for (; row >= 0 && row < end; row = allowed.nextSetBit(row + 1)) {
                action.accept(row);
            }
        });
    }
}
