package dev.sextant.collection.embedded;

import java.lang.foreign.MemorySegment;

/// Vectors by row, off the heap: float32, little-endian, in blocks of [#BLOCK_ROWS] rows. It only grows; what a row
/// holds never changes once it is written. Thread-safe for reading.
interface Rows {
    /// Rows of a block; the last one may be filled in part.
    int BLOCK_ROWS = 16_384;

    int dimensions();

    /// Rows so far, empty ones included.
    int count();

    /// A block's rows, `[BLOCK_ROWS × dimensions]`, of which those below [#count()] are written.
    ///
    /// @param block 0..(count - 1) / BLOCK_ROWS
    MemorySegment block(int block);

    /// Copies a row.
    ///
    /// @param into `[dimensions]`
    void read(int row, float[] into);
}
