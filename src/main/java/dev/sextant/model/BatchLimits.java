package dev.sextant.model;

import java.util.OptionalInt;

/// The most that is in one batch; a single text may be more.
///
/// @param rows texts
/// @param tokens padding included
/// @param bytes of intermediate results, by estimate
/// @param overhead what a batch costs before it computes anything, in tokens; smaller parts are not worth their own
record BatchLimits(int rows, int tokens, long bytes, int overhead) {

    /// Batches of exactly so many texts, as far as memory allows, never divided.
    static BatchLimits ofRows(int rows, long bytes) {
        return new BatchLimits(rows, Integer.MAX_VALUE, bytes, Integer.MAX_VALUE);
    }

    /// Batches of so many tokens, or as many as suit the device, however many texts that is.
    static BatchLimits ofTokens(OptionalInt tokens, long bytes, Device device) {
        return new BatchLimits(Integer.MAX_VALUE, tokens.orElse(device.usualTokens()), bytes, device.overheadTokens());
    }

    /// Batches as they proved best.
    static BatchLimits of(Calibration calibration, long bytes, Device device) {
        return new BatchLimits(calibration.best(), calibration.maxTokens(), bytes, device.overheadTokens());
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
        return padding <= 2L * overhead;
    }

    /// The limits of the next batch where several lanes are to share what there is.
    ///
    /// @param lanes with nothing else to do
    /// @param waiting tokens of all texts that could be in the batch
    BatchLimits among(int lanes, long waiting) {
        if (lanes == 1) {
            return this;
        }
        long share = Math.max(2L * overhead, Math.ceilDiv(waiting, lanes));
        return new BatchLimits(rows, (int) Math.min(tokens, share), bytes, overhead);
    }
}
