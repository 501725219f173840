package dev.sextant.model;

import dev.sextant.vectors.Int8Ranges;
import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Optional;

/// Embedded texts.
///
/// @param model id of the model
/// @param fingerprint of the model; vectors of different fingerprints cannot be compared
/// @param vectors `[texts × dimensions]`, in the order of the texts; the caller owns it
/// @param tokens tokens fed to the model for each text, special ones included
/// @param truncated positions of the texts that were cut to the window, ascending
/// @param cached how many distinct texts were already in the cache
/// @param ranges ranges of the model's unit vectors, where it stores them
/// @param timings where the time went
public record Embedded(
        String model,
        String fingerprint,
        Matrix vectors,
        List<Integer> tokens,
        List<Integer> truncated,
        int cached,
        Optional<Int8Ranges> ranges,
        Timings timings) {

    /// Nanoseconds spent on what was not cached.
    public record Timings(long tokenizeNanos, long queueNanos, long inferNanos) {
        static final Timings NONE = new Timings(0, 0, 0);
    }
}
