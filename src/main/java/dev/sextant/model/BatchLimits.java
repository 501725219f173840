package dev.sextant.model;

import java.util.OptionalInt;

/// The most that is in one batch; a single text may be more.
///
/// @param rows texts
/// @param tokens padding included
/// @param bytes of intermediate results, by estimate
record BatchLimits(int rows, int tokens, long bytes) {
    /// Suits short texts on a CPU; see docs/adr/0011.
    private static final int USUAL_TOKENS = 512;

    /// Batches of so many texts, as large as memory allows.
    static BatchLimits ofRows(int rows, long bytes) {
        return new BatchLimits(rows, Integer.MAX_VALUE, bytes);
    }

    /// Batches of so many tokens, however many texts that is.
    static BatchLimits ofTokens(OptionalInt tokens, long bytes) {
        return new BatchLimits(Integer.MAX_VALUE, tokens.orElse(USUAL_TOKENS), bytes);
    }

    /// Batches as they proved best.
    static BatchLimits of(Calibration calibration, long bytes) {
        return new BatchLimits(calibration.best(), calibration.maxTokens(), bytes);
    }

    /// @param width tokens of the longest text
    boolean allow(int rows, int width, ModelSpec spec) {
        return rows <= this.rows && (long) rows * width <= tokens && rows * spec.bytesPerRow(width) <= bytes;
    }
}
