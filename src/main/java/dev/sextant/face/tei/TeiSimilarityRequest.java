package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client may ask of `POST /tei/similarity`.
record TeiSimilarityRequest(
        @Nullable Inputs inputs, @Nullable Parameters parameters) {

    /// @param sourceSentence what the others are compared with
    record Inputs(
            @JsonProperty("source_sentence") @Nullable String sourceSentence,
            @Nullable List<@Nullable String> sentences) {}

    /// As in [TeiEmbedRequest].
    record Parameters(
            @Nullable Boolean truncate,
            @JsonProperty("truncation_direction") @Nullable String truncationDirection,
            @JsonProperty("prompt_name") @Nullable String promptName) {
        static final Parameters DEFAULTS = new Parameters(null, null, null);
    }
}
