package dev.sextant.collection;

import java.util.List;

/// What was found.
///
/// @param matches for each query, the best first, ties by lower id; each document at most once
/// @param exact whether every vector was looked at
public record Found(List<List<Match>> matches, boolean exact) {}
