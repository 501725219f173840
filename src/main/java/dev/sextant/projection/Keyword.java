package dev.sextant.projection;

/// A word or a phrase that sets a theme apart.
///
/// @param term as it is written most often
/// @param score how well it says what the theme is, at most 1; comparable within a theme
public record Keyword(String term, double score) {}
