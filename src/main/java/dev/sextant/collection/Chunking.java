package dev.sextant.collection;

/// How long documents are split into passages.
///
/// @param tokens most tokens of a passage, special ones included
/// @param overlap tokens that a passage shares with the one before, less than half of `tokens`
public record Chunking(int tokens, int overlap) {}
