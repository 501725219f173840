package dev.sextant.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.collection.Filter;
import dev.sextant.collection.FilterSyntax;
import dev.sextant.vectors.Metric;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A checked request to search.
///
/// @param source where to look
/// @param metric what to rank by, unless the collection says it
/// @param minScore the least score of a hit, `-Infinity` for any
record SearchCall(
        List<String> queries,
        Source source,
        int topK,
        Optional<Metric> metric,
        double minScore,
        Filter filter,
        boolean exact,
        boolean explain,
        @Nullable String model) {

    private static final int MOST_QUERIES = 256;
    private static final int MOST_HITS = 1000;
    private static final int DEFAULT_HITS = 5;

    /// Explaining embeds every sentence of every hit.
    private static final int MOST_EXPLAINED = 1000;

    /// Where to look.
    sealed interface Source {}

    /// Among these.
    record Given(List<GivenDocument> documents) implements Source {}

    /// In a collection.
    record Named(String collection) implements Source {}

    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    static SearchCall of(SearchRequest request, Limits limits) {
        List<String> queries = queries(request, limits);
        int topK = Check.range("topK", request.topK() == null ? DEFAULT_HITS : request.topK(), 1, MOST_HITS);
        boolean explain = Boolean.TRUE.equals(request.explain());
        long hits = (long) queries.size() * topK;
        if (explain && hits > MOST_EXPLAINED) {
            throw new Fault.TooLarge(
                    "%d queries with topK %d are up to %d hits; at most %d are explained, lower topK"
                            .formatted(queries.size(), topK, hits, MOST_EXPLAINED),
                    "explain",
                    MOST_EXPLAINED,
                    hits);
        }
        return new SearchCall(
                queries,
                source(request, limits),
                topK,
                Check.optionalOneOf("metric", request.metric(), Metric.class),
                request.minScore() == null ? Double.NEGATIVE_INFINITY : request.minScore(),
                FilterSyntax.read(request.filter()),
                Boolean.TRUE.equals(request.exact()),
                explain,
                request.model());
    }

    private static List<String> queries(SearchRequest request, Limits limits) {
        if (request.query() != null && request.queries() != null) {
            throw new Fault.InvalidRequest("both query and queries are given; send one of them", "query");
        }
        if (request.queries() != null) {
            return Check.texts("queries", request.queries(), MOST_QUERIES, limits);
        }
        if (request.query() == null) {
            throw new Fault.InvalidRequest("query is missing; it is the text to look for", "query");
        }
        return List.of(Check.text("query", request.query(), limits));
    }

    private static Source source(SearchRequest request, Limits limits) {
        List<JsonNode> documents = request.documents();
        String collection = request.collection();
        if ((documents == null) == (collection == null)) {
            throw new Fault.InvalidRequest(
                    (documents == null ? "neither documents nor collection is given" : "both are given")
                            + "; send documents, a list of texts, or collection, a name",
                    "documents");
        }
        return documents == null
                ? new Named(String.valueOf(collection))
                : new Given(GivenDocument.all(documents, limits));
    }
}
