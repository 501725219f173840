package dev.sextant.projection;

/// A term that may name a theme.
///
/// @param weight class-based TF-IDF, above 0, comparable within the theme
record Candidate(Term term, double weight) {}
