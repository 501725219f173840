package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The best-scored few of what is offered to each of many rows: a heap a row, the worst on top. What is left does not
/// depend on the order of the offers: at equal scores the lower number is better. Thread-safe as long as no two threads
/// offer to the same row.
///
/// Cost: `8 × rows × capacity` bytes; an offer that is no better than a row's worst costs one comparison.
final class Shortlists {
    private static final long EMPTY = Long.MIN_VALUE;

    private final int capacity;
    private final long[] heaps;
    private final float[] worst;

    /// @param capacity entries kept a row, 0 or more
    Shortlists(int rows, int capacity) {
        this.capacity = capacity;
        this.heaps = new long[Math.multiplyExact(rows, capacity)];
        this.worst = new float[rows];
        Arrays.fill(heaps, EMPTY);
        Arrays.fill(worst, Float.NEGATIVE_INFINITY);
    }

    /// The worst score that each row keeps, `-∞` while it has room: an offer below it changes nothing. Not a copy.
    float[] worst() {
        return worst;
    }

    /// Offers an entry to a row, to which it has not been offered before.
    ///
    /// @param score finite; more is better
    void offer(int row, int entry, float score) {
        long key = key(entry, score);
        int top = row * capacity;
        if (capacity > 0 && key > heaps[top]) {
            sink(top, key);
            worst[row] = heaps[top] == EMPTY ? Float.NEGATIVE_INFINITY : score(heaps[top]);
        }
    }

    /// Puts a key in the place of the worst, and down to where it belongs.
    private void sink(int top, long key) {
        int at = 0;
        for (int child = 1; child < capacity; child = 2 * at + 1) {
            if (child + 1 < capacity && heaps[top + child + 1] < heaps[top + child]) {
                child++;
            }
            if (heaps[top + child] >= key) {
                break;
            }
            heaps[top + at] = heaps[top + child];
            at = child;
        }
        heaps[top + at] = key;
    }

    /// A row's entries in no order.
    IntStream entries(int row) {
        return Arrays.stream(heaps, row * capacity, (row + 1) * capacity)
                .filter(key -> key != EMPTY)
                .mapToInt(key -> ~(int) key);
    }

    /// A row's entries, the best first.
    int[] best(int row) {
        return Arrays.stream(heaps, row * capacity, (row + 1) * capacity)
                .filter(key -> key != EMPTY)
                .map(key -> ~key)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    private static long key(int entry, float score) {
        int bits = Float.floatToIntBits(score);
        int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ordered << Integer.SIZE | Integer.toUnsignedLong(~entry);
    }

    private static float score(long key) {
        int ordered = (int) (key >> Integer.SIZE);
        return Float.intBitsToFloat(ordered ^ (ordered >> 31 & Integer.MAX_VALUE));
    }
}
