package dev.sextant.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller may ask of search, as it came; [SearchCall] checks it.
///
/// @param query one text to look for
/// @param queries or several of them
/// @param documents where to look: texts, or objects `{"text", "metadata"?}`
/// @param collection or the name of a collection
/// @param topK most hits for each query
/// @param metric `cosine`, `dot`, `euclidean` or `manhattan`
/// @param minScore the least score of a hit
/// @param filter what a document's metadata must be like
/// @param exact whether every vector must be looked at
/// @param explain whether to say of each hit why it is there
/// @param model id of the model
public record SearchRequest(
        @Nullable String query,
        @Nullable List<@Nullable String> queries,
        @Nullable List<JsonNode> documents,
        @Nullable String collection,
        @Nullable Integer topK,
        @Nullable String metric,
        @Nullable Double minScore,
        @Nullable JsonNode filter,
        @Nullable Boolean exact,
        @Nullable Boolean explain,
        @Nullable String model) {}
