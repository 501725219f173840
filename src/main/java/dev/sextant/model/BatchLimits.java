package dev.sextant.model;

import java.util.OptionalInt;

/// The most that is in one batch; a single text may be more.
///
/// @param rows texts
/// @param tokens padding included
/// @param bytes of intermediate results, by estimate
/// @param isFull whether batches are as large as allowed, whatever that costs; otherwise texts of very different length
///     stay apart, and lanes that have nothing to do get their share
record BatchLimits(int rows, int tokens, long bytes, boolean isFull) {
    /// Suits short texts on a CPU; see docs/adr/0011.
    private static final int USUAL_TOKENS = 512;

    /// A batch on a CPU costs as much as about so many tokens before it computes any.
    private static final int TOKENS_OF_A_BATCH = 16;

    /// Of a long text, so much may be padding: one token in so many.
    private static final int PADDING_SHARE = 4;

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

    /// Whether texts of these lengths go together: padding the shorter one costs less than a batch of its own.
    boolean join(int length, int other) {
        int slack = Math.max(TOKENS_OF_A_BATCH, Math.max(length, other) / PADDING_SHARE);
        return isFull || Math.abs(length - other) <= slack;
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
