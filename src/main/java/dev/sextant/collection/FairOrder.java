package dev.sextant.collection;

import java.util.Arrays;

/// An order of rows that looks like chance and follows from a seed and their numbers alone: its beginning is a fair
/// sample of all, and rows keep their order when others come or go.
final class FairOrder {
    private FairOrder() {}

    /// @param rows each once
    /// @return indices of the rows, in that order
    static int[] of(int[] rows, long seed) {
        long[] keys = new long[rows.length];
        Arrays.parallelSetAll(keys, i -> (mixed(seed ^ rows[i]) & 0xffff_ffff_0000_0000L) | i);
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /// David Stafford's 13th mixing function, as in splitmix64.
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
