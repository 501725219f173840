package dev.sextant.projection;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Rows in their [Frame], as float32 in native memory, which is where [DotProducts] wants them: `4 × count × columns`
/// bytes until it is closed. Thread-safe.
final class FramedRows implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment memory;
    private final int columns;
    private final float[] halfSquares;

    private FramedRows(Arena arena, MemorySegment memory, int columns, float[] halfSquares) {
        this.arena = arena;
        this.memory = memory;
        this.columns = columns;
        this.halfSquares = halfSquares;
    }

    /// Copies rows.
    ///
    /// @param chosen row numbers; the copy numbers them from 0 in this order
    static FramedRows of(Matrix rows, int[] chosen, Frame frame) {
        Arena arena = Arena.ofShared();
        MemorySegment memory = arena.allocate((long) chosen.length * rows.columns() * Float.BYTES, Long.BYTES);
        FramedRows framed = new FramedRows(arena, memory, rows.columns(), new float[chosen.length]);
        Blocks.of(chosen.length).forEach((from, to) -> {
            double[] row = new double[rows.columns()];
            for (int i = from; i < to; i++) {
                frame.read(rows, chosen[i], row);
                framed.put(i, row);
            }
        });
        return framed;
    }

    private void put(int index, double[] row) {
        float[] rounded = new float[columns];
        double squares = 0;
        for (int column = 0; column < columns; column++) {
            rounded[column] = (float) row[column];
            squares += (double) rounded[column] * rounded[column];
        }
        halfSquares[index] = (float) (squares / 2);
        MemorySegment.copy(rounded, 0, memory, ValueLayout.JAVA_FLOAT, (long) index * columns * Float.BYTES, columns);
    }

    int count() {
        return halfSquares.length;
    }

    int columns() {
        return columns;
    }

    /// Half the squared length of every row, `[count]`; not a copy.
    float[] halfSquares() {
        return halfSquares;
    }

    /// Dot products of rows `from` to `to` with other rows, on the calling thread.
    ///
    /// @param others of as many columns
    /// @param out `[(to - from) × (othersTo - othersFrom)]`, direct
    void products(int from, int to, FramedRows others, int othersFrom, int othersTo, FloatBuffer out) {
        FloatBuffer queries =
                slice(from, to).asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        DotProducts.of(queries, to - from, others.slice(othersFrom, othersTo), othersTo - othersFrom, columns, out);
    }

    private MemorySegment slice(int from, int to) {
        long rowBytes = (long) columns * Float.BYTES;
        return memory.asSlice(from * rowBytes, (to - from) * rowBytes);
    }

    @Override
    public void close() {
        arena.close();
    }
}
