package dev.sextant.projection;

/// Sums by key, few keys at a time: clearing costs as much as what was added, not as much as there are keys.
final class SparseSums {
    private final double[] sums;
    private final boolean[] present;
    private final int[] keys;
    private int size;

    SparseSums(int keys) {
        this.sums = new double[keys];
        this.present = new boolean[keys];
        this.keys = new int[keys];
    }

    void add(int key, double value) {
        if (!present[key]) {
            present[key] = true;
            keys[size++] = key;
        }
        sums[key] += value;
    }

    /// 0 where nothing was added.
    double of(int key) {
        return sums[key];
    }

    int size() {
        return size;
    }

    /// The keys in the order in which they were first added.
    int key(int index) {
        return keys[index];
    }

    /// The key of the largest sum, the first of equal ones; -1 where nothing was added.
    int largest() {
        int largest = -1;
        for (int i = 0; i < size; i++) {
            if (largest < 0 || sums[keys[i]] > sums[largest]) {
                largest = keys[i];
            }
        }
        return largest;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            sums[keys[i]] = 0;
            present[keys[i]] = false;
        }
        size = 0;
    }
}
