package dev.sextant.model;

/// One token of a text.
///
/// @param id its place in the model's vocabulary
/// @param typeId its segment
/// @param text the stretch of the text that it stands for; its name where it is special
/// @param isSpecial whether the model's own template puts it there, and not the text
/// @param start first code point of the stretch; 0 where it is special
/// @param end one past the last code point; 0 where it is special
public record Token(long id, long typeId, String text, boolean isSpecial, int start, int end) {}
