package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a client may ask of `POST /tei/tokenize`.
///
/// @param inputs a string or a list of strings
/// @param addSpecialTokens whether the tokens that the model's template puts around a text are shown
/// @param promptName one of the model's prompts
record TeiTokenizeRequest(
        @Nullable JsonNode inputs,
        @JsonProperty("add_special_tokens") @Nullable Boolean addSpecialTokens,
        @JsonProperty("prompt_name") @Nullable String promptName) {}
