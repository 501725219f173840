package dev.sextant.collection.embedded;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Rows in memory that the garbage collector frees.
final class MemoryRows implements Rows {
    private final int dimensions;
    private final List<MemorySegment> blocks = new CopyOnWriteArrayList<>();
    private volatile int count;

    MemoryRows(int dimensions) {
        this.dimensions = dimensions;
    }

    /// @return the row
    int add(float[] vector) {
        int row = count;
        if (row % BLOCK_ROWS == 0) {
            blocks.add(Arena.ofAuto().allocate(BLOCK_ROWS * rowBytes(), 64));
        }
        MemorySegment.copy(vector, 0, block(row / BLOCK_ROWS), ValueLayout.JAVA_FLOAT, offset(row), dimensions);
        count = row + 1;
        return row;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public MemorySegment block(int block) {
        return blocks.get(block);
    }

    @Override
    public void read(int row, float[] into) {
        MemorySegment.copy(block(row / BLOCK_ROWS), ValueLayout.JAVA_FLOAT, offset(row), into, 0, dimensions);
    }

    private long offset(int row) {
        return row % BLOCK_ROWS * rowBytes();
    }

    private long rowBytes() {
        return (long) dimensions * Float.BYTES;
    }
}
