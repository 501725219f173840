package dev.sextant.collection;

import dev.sextant.Fault;

/// Whether a map of so many rows can be made in this process's memory, by estimate.
///
/// The vectors are held once. Beside them each row needs its neighbors, their graph, its place and its text.
final class MapMemory {
    /// Beside the vector, with 15 neighbors and titles for texts. Most of it is taken while themes are named: 20,000
    /// titles ran out of 160 MiB there, and the process itself takes 56.
    private static final long ROW_BYTES = 4_000;

    /// What is left to everything else.
    private static final double SHARE = 0.85;

    /// A matrix is one array.
    private static final long MOST_VALUES = Integer.MAX_VALUE - 8L;

    private MapMemory() {}

    /// @throws Fault.TooLarge if it does not fit
    static void require(String collection, long rows, int dimensions) {
        require(collection, rows, dimensions, Runtime.getRuntime().maxMemory());
    }

    static void require(String collection, long rows, int dimensions, long heapBytes) {
        long needed = rows * (ROW_BYTES + (long) dimensions * Float.BYTES);
        if (needed > SHARE * heapBytes) {
            throw new Fault.TooLarge(
                    "a map of the %,d rows of collection %s needs about %,d MiB of memory, and this process may use %,d MiB; start it with more, as in ./sextant serve -Xmx%dg"
                            .formatted(rows, collection, needed >> 20, heapBytes >> 20, (long)
                                    Math.ceil(needed / SHARE / (1 << 30))),
                    "collection",
                    heapBytes,
                    needed);
        }
        if (rows * dimensions > MOST_VALUES) {
            throw new Fault.TooLarge(
                    "collection %s has %,d rows of %d numbers; a map is made of %,d rows of that length at most, split the collection"
                            .formatted(collection, rows, dimensions, MOST_VALUES / dimensions),
                    "collection",
                    MOST_VALUES / dimensions,
                    rows);
        }
    }
}
