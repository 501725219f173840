package dev.sextant.words;

/// A word and where it stands in its text.
///
/// @param folded in lower case, for comparing and counting
/// @param start UTF-16 offset of its first character
/// @param end offset after its last character
public record Word(String folded, int start, int end) {
    /// Whether it has a letter; numbers have none.
    public boolean hasLetter() {
        return folded.codePoints().anyMatch(Character::isLetter);
    }
}
