package dev.sextant.projection;

import java.util.stream.IntStream;

/// Arithmetic of vectors in double precision.
final class Doubles {
    private Doubles() {}

    /// Four sums, because one would wait for every addition.
    ///
    /// @param b of which as many values as `a` has are taken, from `start` on
    static double dot(double[] a, double[] b, int start) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < a.length - 3; i += 4) {
            s0 += a[i] * b[start + i];
            s1 += a[i + 1] * b[start + i + 1];
            s2 += a[i + 2] * b[start + i + 2];
            s3 += a[i + 3] * b[start + i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[start + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /// In this order, so that it is the same again.
    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector, 0));
    }

    static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    /// Adds `factor × other`.
    static void add(double[] vector, double[] other, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += factor * other[i];
        }
    }

    /// Dot products of all pairs, `[n × n]`.
    static double[] products(double[][] vectors) {
        int count = vectors.length;
        double[] products = new double[count * count];
        IntStream.range(0, count).parallel().forEach(row -> {
            for (int column = row; column < count; column++) {
                double product = dot(vectors[row], vectors[column], 0);
                products[row * count + column] = product;
                products[column * count + row] = product;
            }
        });
        return products;
    }
}
