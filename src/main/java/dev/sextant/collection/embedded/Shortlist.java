package dev.sextant.collection.embedded;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The rows that may be among the `k` best, by scores that are only known to lie between two bounds: rows whose upper
/// bound reaches the `k`-th best lower bound. Thread-safe.
final class Shortlist {
    private static final int SLACK = 1_024;

    /// The best lower bounds, a heap with the least on top.
    private final float[] lowers;

    private int lowerCount;
    private int[] rows = new int[16];
    private float[] uppers = new float[16];
    private int size;
    private volatile float floor = Float.NEGATIVE_INFINITY;

    /// @param k how many are wanted, 1 or more
    Shortlist(int k) {
        lowers = new float[k];
    }

    /// What an upper bound must reach to be of interest; it only rises.
    float floor() {
        return floor;
    }

    /// Whether a row of this upper bound is of interest; so is one whose bounds are not numbers.
    boolean wants(float upper) {
        return !(upper < floor);
    }

    synchronized void offer(int row, float lower, float upper) {
        if (size == rows.length) {
            makeRoom();
        }
        rows[size] = row;
        uppers[size++] = upper;
        if (lowerCount < lowers.length) {
            if (!Float.isNaN(lower)) {
                siftUp(lowerCount++, lower);
            }
        } else if (lower > lowers[0]) {
            siftDown(lower);
        }
        if (lowerCount == lowers.length) {
            floor = lowers[0];
        }
    }

    /// The rows of interest, in no particular order.
    synchronized int[] rows() {
        return IntStream.range(0, size)
                .filter(i -> wants(uppers[i]))
                .map(i -> rows[i])
                .toArray();
    }

    private void makeRoom() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (wants(uppers[i])) {
                rows[kept] = rows[i];
                uppers[kept++] = uppers[i];
            }
        }
        size = kept;
        if (size > rows.length / 2) {
            rows = Arrays.copyOf(rows, 2 * rows.length + SLACK);
            uppers = Arrays.copyOf(uppers, rows.length);
        }
    }

    private void siftUp(int at, float value) {
        int child = at;
        while (child > 0 && lowers[(child - 1) / 2] > value) {
            lowers[child] = lowers[(child - 1) / 2];
            child = (child - 1) / 2;
        }
        lowers[child] = value;
    }

    private void siftDown(float value) {
        int parent = 0;
        for (int child = 1; child < lowers.length; child = 2 * parent + 1) {
            if (child + 1 < lowers.length && lowers[child + 1] < lowers[child]) {
                child++;
            }
            if (lowers[child] >= value) {
                break;
            }
            lowers[parent] = lowers[child];
            parent = child;
        }
        lowers[parent] = value;
    }
}
