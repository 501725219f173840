package dev.sextant.face.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The answer of `GET /v1/models`.
///
/// @param object always `list`
public record OpenAiModels(String object, List<Model> data) {

    /// @param object always `model`
    /// @param created seconds since 1970 when this server started
    public record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy) {}
}
