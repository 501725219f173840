package dev.sextant.model;

import java.util.OptionalInt;

/// The most that is in one batch; a single text may be more.
///
/// @param rows texts
/// @param tokens padding included
/// @param bytes of intermediate results, by estimate
/// @param isFull whether batches are as large as allowed, whatever that costs; otherwise there is little padding in
///     them, and lanes that have nothing to do get their share
record BatchLimits(int rows, int tokens, long bytes, boolean isFull) {
    /// Suits short texts on a CPU; see docs/adr/0011.
    private static final int USUAL_TOKENS = 512;

    /// A batch on a CPU costs as much as about so many tokens before it computes any.
    private static final int TOKENS_OF_A_BATCH = 16;

    /// Batches of exactly so many texts, as far as memory allows.
    static BatchLimits ofRows(int rows, long bytes) {
        return new BatchLimits(rows, Integer.MAX_VALUE, bytes, true);
    }

    /// Batches of so many tokens, however many texts that is.
    static BatchLimits ofTokens(OptionalInt tokens, long bytes) {
        return new BatchLimits(Integer.MAX_VALUE, tokens.orElse(USUAL_TOKENS), bytes, false);
    }

    /// Batches as they proved best.
    static BatchLimits of(Calibration calibration, long bytes) {
        return new BatchLimits(calibration.best(), calibration.maxTokens(), bytes, false);
    }

    /// @param width tokens of the longest text
    boolean allow(int rows, int width, ModelSpec spec) {
        return rows <= this.rows && (long) rows * width <= tokens && rows * spec.bytesPerRow(width) <= bytes;
    }

    /// Whether a batch may have so much padding. Two batches in place of one have about half of it, so beyond what two
    /// batches cost they are cheaper.
    ///
    /// @param padding tokens, of all rows together
    boolean allowPadding(long padding) {
        return isFull || padding <= 2 * TOKENS_OF_A_BATCH;
    }

    /// The limits of the next batch where several lanes are to share what there is.
    ///
    /// @param lanes with nothing else to do
    /// @param waiting tokens of all texts that could be in the batch
    BatchLimits among(int lanes, long waiting) {
        if (isFull || lanes == 1) {
            return this;
        }
        long share = Math.max(2 * TOKENS_OF_A_BATCH, Math.ceilDiv(waiting, lanes));
        return new BatchLimits(rows, (int) Math.min(tokens, share), bytes, false);
    }
}
