package dev.sextant.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a document was found where it was.
///
/// @param scores similarity under every metric
/// @param percentile share of this query's scores that are at or below this one, 0..100; over all documents, or a
///     sample of 10,000 of a large collection
/// @param zScore standard deviations that the score is above their mean; absent where all scores are the same
/// @param sharedTerms words that query and text have in common, in the order of the query, without stop words
/// @param truncated whether the model did not see the end of the text
/// @param nearDuplicateOf id (or index) of a better hit that says almost the same
/// @param bestSpan the sentence that is nearest to the query
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        Map<String, Double> scores,
        double percentile,
        @Nullable Double zScore,
        List<String> sharedTerms,
        boolean truncated,
        @Nullable Object nearDuplicateOf,
        Span bestSpan) {

    /// A stretch of a text, in UTF-16 code units, with its similarity to the query; the end is exclusive.
    public record Span(int start, int end, double score) {}
}
