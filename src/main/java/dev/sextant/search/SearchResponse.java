package dev.sextant.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was found.
///
/// @param model id of the model that embedded query and documents
/// @param results one a query, in the order of the request
/// @param exact whether every vector was looked at
/// @param tookMs milliseconds in all; absent in replies to events
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResponse(
        String model,
        List<Result> results,
        boolean exact,
        @Nullable Double tookMs) {

    /// What was found for a query, best first.
    public record Result(String query, List<Hit> hits) {}

    /// A document that is near.
    ///
    /// @param index its position in the request's documents
    /// @param id or its id in the collection
    /// @param row its vector's row in the collection
    /// @param score similarity under the metric asked for; larger is nearer
    /// @param passage the stretch of the text that the score is of, where the collection splits documents
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hit(
            @Nullable Integer index,
            @Nullable String id,
            @Nullable Integer row,
            double score,
            String text,
            @Nullable Map<String, Object> metadata,
            @Nullable Stretch passage,
            @Nullable Explanation explanation) {

        Hit explained(Explanation why) {
            return new Hit(index, id, row, score, text, metadata, passage, why);
        }
    }

    /// A stretch of a text, in UTF-16 code units; the end is exclusive.
    public record Stretch(int start, int end) {}

    SearchResponse taking(double millis) {
        return new SearchResponse(model, results, exact, millis);
    }

    /// The same without what differs from one call to the next: the same event gives the same reply.
    SearchResponse reproducible() {
        return new SearchResponse(model, results, exact, null);
    }
}
