package dev.sextant.collection.embedded;

import dev.sextant.vectors.Metric;

/// Products of one vector with rows, one at a time, in float32. Not thread-safe.
///
/// A row is copied before it is used, which costs less than checking every access to native memory. Eight sums at a
/// time keep the processor's adders busy; the compiler may not do that by itself, since it changes the rounding.
final class RowProducts {
    private final Metric metric;
    private final float[] vector;
    private final Rows rows;
    private final float[] row;

    /// @param vector `[dimensions]`
    RowProducts(Metric metric, float[] vector, Rows rows) {
        this.metric = metric;
        this.vector = vector;
        this.rows = rows;
        row = new float[vector.length];
    }

    /// The inner product with a row, or for [Metric#MANHATTAN] the distance.
    float with(int index) {
        rows.read(index, row);
        return metric == Metric.MANHATTAN ? manhattan(vector, row) : dot(vector, row);
    }

    private static float dot(float[] p, float[] q) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i + 7 < p.length; i += 8) {
            a = Math.fma(p[i], q[i], a);
            b = Math.fma(p[i + 1], q[i + 1], b);
            c = Math.fma(p[i + 2], q[i + 2], c);
            d = Math.fma(p[i + 3], q[i + 3], d);
            e = Math.fma(p[i + 4], q[i + 4], e);
            f = Math.fma(p[i + 5], q[i + 5], f);
            g = Math.fma(p[i + 6], q[i + 6], g);
            h = Math.fma(p[i + 7], q[i + 7], h);
        }
        for (; i < p.length; i++) {
            a = Math.fma(p[i], q[i], a);
        }
        return a + b + (c + d) + (e + f + (g + h));
    }

    private static float manhattan(float[] p, float[] q) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < p.length; i += 4) {
            a += Math.abs(p[i] - q[i]);
            b += Math.abs(p[i + 1] - q[i + 1]);
            c += Math.abs(p[i + 2] - q[i + 2]);
            d += Math.abs(p[i + 3] - q[i + 3]);
        }
        for (; i < p.length; i++) {
            a += Math.abs(p[i] - q[i]);
        }
        return a + b + (c + d);
    }
}
