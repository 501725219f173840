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

    /// How many rows there are.
    int rows() {
        return worst.length;
    }

    /// Whether an entry is on a row's list.
    boolean has(int row, int entry) {
        for (int i = row * capacity; i < (row + 1) * capacity; i++) {
            if (heaps[i] != EMPTY && ~(int) heaps[i] == entry) {
                return true;
            }
        }
        return false;
    }

    /// Whether a row has as many entries as it may have.
    boolean isFull(int row) {
        return capacity == 0 || heaps[row * capacity] != EMPTY;
    }

    /// Gives a row the entries of a row of other lists, but for one.
    void replace(int row, Shortlists others, int other, int without) {
        Arrays.fill(heaps, row * capacity, (row + 1) * capacity, EMPTY);
        for (int i = other * others.capacity; i < (other + 1) * others.capacity; i++) {
            long key = others.heaps[i];
            if (key != EMPTY && ~(int) key != without) {
                offer(row, ~(int) key, score(key));
            }
        }
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
