package dev.sextant.face.tei;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /tei/info`.
///
/// @param modelSha the model's fingerprint
/// @param modelDtype number type of the weights: `float32`, `float16` or `int8`
/// @param maxConcurrentRequests texts of a full window that may wait, or be in the model, before others are refused
/// @param maxInputLength tokens of a text
/// @param maxBatchTokens tokens of a batch
/// @param maxBatchRequests always `null`: tokens alone bound a batch
/// @param maxClientBatchSize texts of a request
/// @param autoTruncate always true: long texts are cut unless a request says otherwise
/// @param tokenizationWorkers threads that tokenise
/// @param version of Sextant
/// @param sha always `null`
/// @param dockerLabel always `null`
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TeiInfo(
        @JsonProperty("model_id") String modelId,
        @JsonProperty("model_sha") @Nullable String modelSha,
        @JsonProperty("model_dtype") String modelDtype,
        @JsonProperty("served_model_name") String servedModelName,
        @JsonProperty("model_type") ModelType modelType,
        @JsonProperty("max_concurrent_requests") long maxConcurrentRequests,
        @JsonProperty("max_input_length") int maxInputLength,
        @JsonProperty("max_batch_tokens") int maxBatchTokens,
        @JsonProperty("max_batch_requests") @Nullable Integer maxBatchRequests,
        @JsonProperty("max_client_batch_size") int maxClientBatchSize,
        @JsonProperty("auto_truncate") boolean autoTruncate,
        @JsonProperty("tokenization_workers") int tokenizationWorkers,
        String version,
        @Nullable String sha,
        @JsonProperty("docker_label") @Nullable String dockerLabel) {

    /// What kind of model it is; all are for embeddings.
    public record ModelType(Embedding embedding) {}

    /// @param pooling how token states become a vector
    public record Embedding(String pooling) {}
}
