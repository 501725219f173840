package dev.sextant.calibrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be measured, as it came.
///
/// @param batchSizes numbers of texts in a batch, 1 to 2,048; 1, 16, 64, 128 and 256 unless given
/// @param texts to measure with; written for the purpose unless given
/// @param model id; the default model unless given
public record CalibrateRequest(
        @Nullable List<@Nullable Integer> batchSizes,
        @Nullable List<@Nullable String> texts,
        @Nullable String model) {
    /// Nothing asked for.
    public static final CalibrateRequest DEFAULTS = new CalibrateRequest(null, null, null);
}
