package dev.sextant.face.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The answer of `POST /v1/embeddings`.
///
/// @param object always `list`
/// @param data one embedding a text, in the order of the request
public record OpenAiResponse(String object, List<Data> data, String model, Usage usage) {

    /// @param object always `embedding`
    /// @param embedding a `float[]`, or the base64 of its little-endian bytes
    public record Data(String object, int index, Object embedding) {}

    /// Tokens fed to the model, special ones included.
    public record Usage(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
