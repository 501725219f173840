package dev.sextant.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.collection.MapFields;
import dev.sextant.wire.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller may ask of project, as it came; [ProjectCall] checks it. The answer of embed is such a request too.
///
/// @param texts the texts, none blank; beside vectors, to name the themes
/// @param vectors the vectors, instead of texts
/// @param embeddings the same by the name that embed gives them
/// @param dimensions length of each of the embeddings, as embed tells it
/// @param collection name of a collection, instead of texts and vectors
/// @param labels one category a row, to compare the themes with
/// @param model id of the model that embeds the texts, or that made the vectors; for the others see [MapFields]
public record ProjectRequest(
        @Nullable List<@Nullable String> texts,
        @Nullable Vectors vectors,
        @Nullable Vectors embeddings,
        @Nullable Integer dimensions,
        @Nullable String collection,
        @Nullable String method,
        @Nullable Integer components,
        @Nullable String metric,
        @Nullable Integer neighbors,
        @Nullable Double minDist,
        @Nullable Integer epochs,
        @Nullable Long seed,
        @Nullable JsonNode themes,
        @Nullable List<@Nullable String> labels,
        @Nullable String model) {

    MapFields fields() {
        return new MapFields(method, components, metric, neighbors, minDist, epochs, seed, themes);
    }
}
