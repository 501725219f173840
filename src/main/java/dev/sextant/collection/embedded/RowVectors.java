package dev.sextant.collection.embedded;

import dev.sextant.vectors.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// What a vector has to do with one row, in float32, straight from where the row lies. Four sums at a time keep the
/// processor's adders busy; the compiler may not do that by itself, since it changes the rounding.
final class RowVectors {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private RowVectors() {}

    /// The inner product, or for [Metric#MANHATTAN] the distance.
    ///
    /// @param vector `[dimensions]`
    static float product(Metric metric, float[] vector, Rows rows, int row) {
        MemorySegment block = rows.block(row / Rows.BLOCK_ROWS);
        long start = (long) (row % Rows.BLOCK_ROWS) * vector.length * Float.BYTES;
        return metric == Metric.MANHATTAN ? manhattan(vector, block, start) : dot(vector, block, start);
    }

    private static float dot(float[] vector, MemorySegment block, long start) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < vector.length; i += 4) {
            long at = start + 4L * i;
            a = Math.fma(vector[i], block.get(FLOAT, at), a);
            b = Math.fma(vector[i + 1], block.get(FLOAT, at + 4), b);
            c = Math.fma(vector[i + 2], block.get(FLOAT, at + 8), c);
            d = Math.fma(vector[i + 3], block.get(FLOAT, at + 12), d);
        }
        for (; i < vector.length; i++) {
            a = Math.fma(vector[i], block.get(FLOAT, start + 4L * i), a);
        }
        return a + b + (c + d);
    }

    private static float manhattan(float[] vector, MemorySegment block, long start) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < vector.length; i += 4) {
            long at = start + 4L * i;
            a += Math.abs(vector[i] - block.get(FLOAT, at));
            b += Math.abs(vector[i + 1] - block.get(FLOAT, at + 4));
            c += Math.abs(vector[i + 2] - block.get(FLOAT, at + 8));
            d += Math.abs(vector[i + 3] - block.get(FLOAT, at + 12));
        }
        for (; i < vector.length; i++) {
            a += Math.abs(vector[i] - block.get(FLOAT, start + 4L * i));
        }
        return a + b + (c + d);
    }
}
