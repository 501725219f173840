package dev.sextant.collection.embedded;

import java.util.List;

/// What an index found for one query.
///
/// @param best at least the `k` best rows, or all where there are fewer, and every row found that is as good as the
///     `k`-th; the best first, ties by lower row
/// @param exact whether every vector was looked at
record Candidates(List<Candidate> best, boolean exact) {

    /// A row and its similarity to the query, in double precision.
    record Candidate(int row, double score) {}
}
