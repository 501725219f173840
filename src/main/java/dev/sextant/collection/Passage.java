package dev.sextant.collection;

/// A stretch of a document that has a vector of its own; the whole of it unless the collection splits documents.
///
/// @param start first UTF-16 code unit
/// @param end one past the last UTF-16 code unit
/// @param tokens tokens fed to the model, special ones included
/// @param truncated whether the model's window cut it
public record Passage(int start, int end, int tokens, boolean truncated) {}
