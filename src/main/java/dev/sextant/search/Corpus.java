package dev.sextant.search;

import dev.sextant.collection.Passage;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents that can be searched, embedded.
sealed interface Corpus permits GivenCorpus, CollectionCorpus {

    /// A document that was found.
    ///
    /// @param place its row in the collection, or its index in the request
    /// @param id its id in the collection; `null` in the request
    /// @param passage what the score is of
    record Item(
            int place, @Nullable String id, double score, String text, Map<String, Object> metadata, Passage passage) {

        /// What names it to the caller.
        Object name() {
            return id == null ? place : id;
        }
    }

    /// What was found for each query, best first, ties by lower index or id.
    record Ranking(List<List<Item>> items, boolean exact) {}

    /// Id of the model that embeds queries.
    String model();

    /// What is ranked by.
    Metric metric();

    /// Whether vectors have unit length.
    boolean isNormalized();

    /// Whether documents are searched in pieces.
    boolean isSplit();

    /// @param queries `[queries × dimensions]`
    /// @param fingerprint of the model that embedded them
    Ranking rank(Matrix queries, String fingerprint, SearchCall call);

    /// Vectors of what was found, `[items × dimensions]`.
    Matrix vectors(List<Item> items);

    /// Vectors that a score can be placed among: all there are, or a sample.
    Matrix background();
}
