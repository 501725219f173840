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
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final int columns;
    private final float[] halfSquares;

    private FramedRows(int count, int columns) {
        this.memory = arena.allocate((long) count * columns * Float.BYTES, Long.BYTES);
        this.columns = columns;
        this.halfSquares = new float[count];
    }

    /// Copies rows into their frame.
    ///
    /// @param chosen row numbers; the copy numbers them from 0 in this order
    static FramedRows of(Matrix rows, int[] chosen, Frame frame) {
        return of(chosen.length, rows.columns(), (i, into) -> frame.read(rows, chosen[i], into));
    }

    /// Copies rows that are in a frame.
    static FramedRows of(int count, int columns, ColumnMeans.Reader reader) {
        FramedRows framed = new FramedRows(count, columns);
        Blocks.of(count).forEach((from, to) -> {
            double[] row = new double[columns];
            for (int i = from; i < to; i++) {
                reader.read(i, row);
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

    /// A copy of some rows.
    FramedRows copy(int[] chosen) {
        FramedRows copy = new FramedRows(chosen.length, columns);
        for (int i = 0; i < chosen.length; i++) {
            copy.slice(i, i + 1).copyFrom(slice(chosen[i], chosen[i] + 1));
            copy.halfSquares[i] = halfSquares[chosen[i]];
        }
        return copy;
    }

    /// Copies a row.
    ///
    /// @param into `[columns]`
    void read(int row, double[] into) {
        long start = (long) row * columns;
        for (int column = 0; column < columns; column++) {
            into[column] = memory.getAtIndex(ValueLayout.JAVA_FLOAT, start + column);
        }
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
        FloatBuffer queries = floats(slice(from, to));
        DotProducts.of(queries, to - from, others.slice(othersFrom, othersTo), othersTo - othersFrom, columns, out);
    }

    /// Native memory as [DotProducts] takes it.
    static FloatBuffer floats(MemorySegment memory) {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
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
