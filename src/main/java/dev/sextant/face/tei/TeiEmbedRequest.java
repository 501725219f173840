package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a client may ask of `POST /tei/embed`.
///
/// @param inputs a string or a list of strings
/// @param truncate whether texts beyond the model's window are cut, rather than refused
/// @param truncationDirection where they are cut
/// @param promptName one of the model's prompts
/// @param normalize whether to give unit vectors
/// @param dimensions how many leading dimensions to keep
record TeiEmbedRequest(
        @Nullable JsonNode inputs,
        @Nullable Boolean truncate,
        @JsonProperty("truncation_direction") @Nullable String truncationDirection,
        @JsonProperty("prompt_name") @Nullable String promptName,
        @Nullable Boolean normalize,
        @Nullable Integer dimensions) {}
