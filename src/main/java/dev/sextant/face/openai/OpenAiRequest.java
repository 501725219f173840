package dev.sextant.face.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// What a client may ask of `POST /v1/embeddings`.
///
/// @param input a string or a list of strings
/// @param model id of the model
/// @param encodingFormat `float` or `base64`
/// @param dimensions how many leading dimensions to keep
/// @param inputType `query` or `document`: the model's own prompt; an addition of Sextant's
record OpenAiRequest(
        @Nullable JsonNode input,
        @Nullable String model,
        @JsonProperty("encoding_format") @Nullable String encodingFormat,
        @Nullable Integer dimensions,
        @JsonProperty("input_type") @Nullable String inputType) {}
