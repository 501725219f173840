package dev.sextant.projection;

/// Chance that depends on nothing but what it is for: a key of seed and place gives the same numbers on any thread
/// and in any order.
///
/// @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable pseudorandom number
///     generators</a>
final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Draws() {}

    /// A key for something numbered, below another key or a seed.
    static long key(long parent, long number) {
        return mixed(mixed(parent + GOLDEN) + number * GOLDEN);
    }

    /// The state after `state`, of a sequence that starts at a key.
    static long next(long state) {
        return state * 0x5851f42d4c957f2dL + 0x14057b7ef767814fL;
    }

    /// A number of 0..bound - 1, from the leading bits of a state.
    static int below(int bound, long state) {
        return (int) (((state >>> 32) * bound) >>> 32);
    }

    /// A number from -1 to 1.
    static float signed(long state) {
        return (state >> 40) * 0x1p-23f;
    }

    /// The numbers `0..count - 1` in random order.
    static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = next(state);
            int other = below(i + 1, state);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static long mixed(long bits) {
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
