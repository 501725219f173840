package dev.sextant.vectors;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.stream.IntStream;

/// Dot products of many vectors with many others, in float32, as matrix products of ONNX Runtime. Sums are rounded as
/// the runtime's kernels order them, so a product is the same again on the same machine, not on another.
public final class DotProducts {
    /// Rows of a task: enough for the kernel to be worth its call, few enough for all cores to have some.
    private static final int TASK_ROWS = 128;

    private DotProducts() {}

    /// Loaded when it is first needed.
    private static final class Kernel {
        private static final OrtSession SESSION = ProductGraph.open(ProductGraph.Transposed.ROWS);
    }

    private static final class ColumnKernel {
        private static final OrtSession SESSION = ProductGraph.open(ProductGraph.Transposed.QUERIES);
    }

    /// Dot products of every row with every row, on all cores.
    ///
    /// @param a `[n × d]`
    /// @param b `[m × d]`, `a` itself for all pairs, of which half are computed
    /// @return `[n × m]`, symmetric where `a` is `b`; infinite or NaN where a sum is beyond float32
    /// @throws IllegalArgumentException if the dimensions differ
    public static Matrix of(Matrix a, Matrix b) {
        if (a.columns() != b.columns()) {
            throw new IllegalArgumentException("dimensions differ: %d and %d".formatted(a.columns(), b.columns()));
        }
        Matrix products = Matrix.zeros(a.rows(), b.rows());
        try (Arena arena = Arena.ofShared()) {
            MemorySegment left = copy(a, arena);
            MemorySegment right = a == b ? left : copy(b, arena);
            IntStream.range(0, (a.rows() + TASK_ROWS - 1) / TASK_ROWS)
                    .parallel()
                    .forEach(task -> multiply(left, right, task * TASK_ROWS, a == b, a.columns(), products));
        }
        if (a == b) {
            products.mirrorUpperTriangle();
        }
        return products;
    }

    /// One task's rows of the result, from the diagonal on where only that half is wanted.
    private static void multiply(
            MemorySegment a, MemorySegment b, int row, boolean upperHalf, int dimensions, Matrix products) {
        int rows = Math.min(TASK_ROWS, products.rows() - row);
        int column = upperHalf ? row : 0;
        int columns = products.columns() - column;
        try (Arena arena = Arena.ofConfined()) {
            FloatBuffer out = floats(arena.allocate((long) rows * columns * Float.BYTES, Float.BYTES));
            FloatBuffer queries = floats(rows(a, row, rows, dimensions));
            of(queries, rows, rows(b, column, columns, dimensions), columns, dimensions, out);
            for (int i = 0; i < rows; i++) {
                int start = (row + i) * products.columns() + column;
                out.get(i * columns, products.values(), start, columns);
            }
        }
    }

    /// Dot products of every query with every row, on the calling thread; nothing is copied. Thread-safe: callers that
    /// want all cores call it on blocks of rows.
    ///
    /// @param queries `[m × d]` from its position on, direct, in native byte order
    /// @param rows `[n × d]` float32, native memory, below 2 GiB
    /// @param out `[m × n]` from its position on, direct, in native byte order; positions do not move
    /// @throws IllegalArgumentException if a buffer is not direct, or shorter than its shape
    public static void of(FloatBuffer queries, int m, MemorySegment rows, int n, int d, FloatBuffer out) {
        run(
                Kernel.SESSION,
                shaped("queries", queries, m, d),
                shaped("rows", floats(rows), n, d),
                shaped("out", out, m, n));
    }

    /// Dot products of every column of one matrix with every column of another, on the calling thread; nothing is
    /// copied. Thread-safe.
    ///
    /// @param left `[rows × m]` from its position on, direct, in native byte order
    /// @param right `[rows × n]`, as `left`
    /// @param out `[m × n]`, as `left`; positions do not move
    /// @throws IllegalArgumentException if a buffer is not direct, or shorter than its shape
    public static void ofColumns(FloatBuffer left, int m, FloatBuffer right, int n, int rows, FloatBuffer out) {
        run(
                ColumnKernel.SESSION,
                shaped("left", left, rows, m),
                shaped("right", right, rows, n),
                shaped("out", out, m, n));
    }

    private static void run(OrtSession session, Shaped left, Shaped right, Shaped out) {
        try (OnnxTensor leftTensor = left.tensor();
                OnnxTensor rightTensor = right.tensor();
                OnnxTensor outTensor = out.tensor()) {
            session.run(
                            Map.of(ProductGraph.QUERIES, leftTensor, ProductGraph.ROWS, rightTensor),
                            Map.of(ProductGraph.PRODUCTS, outTensor))
                    .close();
        } catch (OrtException e) {
            throw new IllegalStateException("the product of %s and %s failed".formatted(left, right), e);
        }
    }

    private record Shaped(FloatBuffer values, int rows, int columns) {
        OnnxTensor tensor() throws OrtException {
            return OnnxTensor.createTensor(OnnxEnvironment.get(), values, new long[] {rows, columns});
        }

        @Override
        public String toString() {
            return "%d × %d".formatted(rows, columns);
        }
    }

    private static Shaped shaped(String name, FloatBuffer buffer, int rows, int columns) {
        long values = (long) rows * columns;
        if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException(name + " must lie in native memory, in native byte order");
        }
        if (rows < 1 || columns < 1 || buffer.remaining() < values) {
            throw new IllegalArgumentException(
                    "%s must have %d × %d values and has %d".formatted(name, rows, columns, buffer.remaining()));
        }
        return new Shaped(buffer.slice(buffer.position(), (int) values), rows, columns);
    }

    private static MemorySegment copy(Matrix matrix, Arena arena) {
        return arena.allocateFrom(ValueLayout.JAVA_FLOAT, matrix.values());
    }

    private static MemorySegment rows(MemorySegment matrix, long row, long rows, int dimensions) {
        return matrix.asSlice(row * dimensions * Float.BYTES, rows * dimensions * Float.BYTES);
    }

    private static FloatBuffer floats(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
