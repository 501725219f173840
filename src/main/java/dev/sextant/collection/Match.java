package dev.sextant.collection;

/// A document near a query.
///
/// @param id the document's
/// @param row its best passage's place among the collection's vectors
/// @param score similarity of that passage; larger is nearer
/// @param passage the passage itself
public record Match(String id, int row, double score, Passage passage) {}
