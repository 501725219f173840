package dev.sextant.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How the states of a text's tokens become one vector.
///
/// All modes but [#MAX] are weighted sums whose weights follow from the token count alone. So the weights are an input
/// of the graph, `[1 × width]` a text, and the sum is one matrix product inside it; padding weighs nothing.
enum Pooling {
    CLS("cls", "pooling_mode_cls_token"),
    MAX("max", "pooling_mode_max_tokens"),
    MEAN("mean", "pooling_mode_mean_tokens"),
    MEAN_SQRT_LEN("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"),
    WEIGHTED_MEAN("weightedmean", "pooling_mode_weightedmean_tokens"),
    LAST_TOKEN("lasttoken", "pooling_mode_lasttoken");

    /// Added to the states that [#MAX] must not see. Large against any state, small enough to stay finite in float16.
    static final float MASKED = -60_000;

    private final String mode;
    private final String flag;

    Pooling(String mode, String flag) {
        this.mode = mode;
        this.flag = flag;
    }

    /// Name in `pooling_mode`, as sentence-transformers writes it since 5.4.
    String mode() {
        return mode;
    }

    boolean isNamed(String name) {
        return mode.equals(name) || mode.equals(name + "_tokens");
    }

    static String names() {
        return Arrays.stream(values()).map(Pooling::mode).collect(Collectors.joining(", "));
    }

    /// Name of the boolean that says the same in older folders.
    String flag() {
        return flag;
    }

    /// Weight of one token's state; for [#MAX] the number added to it.
    ///
    /// @param position the token's place, 0..width − 1
    /// @param first the first token that counts: 0, or the length of a prompt that is left out; where
    ///     the prompt fills the whole window, no token counts
    /// @param end one beyond the last token
    float weight(int position, int first, int end) {
        int from = Math.min(first, end);
        boolean counts = position >= from && position < end;
        int count = end - from;
        return switch (this) {
            case CLS -> position == (count == 0 ? 0 : from) ? 1 : 0;
            case LAST_TOKEN -> position == end - 1 ? 1 : 0;
            case MAX -> counts ? 0 : MASKED;
            case MEAN -> counts ? 1f / count : 0;
            case MEAN_SQRT_LEN -> counts ? (float) (1 / Math.sqrt(count)) : 0;
            case WEIGHTED_MEAN -> counts ? (position + 1) / sumOfPositions(from, end) : 0;
        };
    }

    /// Positions count from 1 and from the start of the text, whether or not a prompt is left out.
    private static float sumOfPositions(int first, int end) {
        return (end * (end + 1f) - first * (first + 1f)) / 2;
    }
}
