package dev.sextant.collection;

import java.util.Arrays;

/// Distances, as many as there are.
final class Distances {
    private float[] values = new float[1024];
    private int count;
    private double sum;

    void add(double distance) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = (float) distance;
        sum += distance;
    }

    int count() {
        return count;
    }

    double mean() {
        return sum / count;
    }

    /// The smallest value that so large a share of all does not exceed.
    float quantile(double share) {
        float[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * count) - 1];
    }

    double shareBeyond(float limit) {
        long beyond = 0;
        for (int i = 0; i < count; i++) {
            beyond += values[i] > limit ? 1 : 0;
        }
        return (double) beyond / count;
    }
}
