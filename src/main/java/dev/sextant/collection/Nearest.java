package dev.sextant.collection;

import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;

/// What is asked of a collection's vectors.
///
/// @param queries `[queries × dimensions]`, of unit length where the collection's vectors are
/// @param metric what to rank by
/// @param topK most documents for each query, 1 or more
/// @param filter what documents must be like
/// @param exact whether every vector must be looked at
public record Nearest(Matrix queries, Metric metric, int topK, Filter filter, boolean exact) {}
