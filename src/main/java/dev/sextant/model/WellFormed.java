package dev.sextant.model;

import java.util.List;

/// Texts without lone surrogates: half a character means nothing, and has no UTF-8 form to be hashed or tokenised.
public final class WellFormed {
    private static final int REPLACEMENT = 0xFFFD;

    private WellFormed() {}

    static List<String> all(List<String> texts) {
        return texts.stream().map(WellFormed::text).toList();
    }

    /// The text with every lone surrogate replaced by U+FFFD; the same object where there is none.
    public static String text(String text) {
        return text.codePoints().anyMatch(WellFormed::isSurrogate) ? replaced(text) : text;
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isSurrogate(character) ? REPLACEMENT : character)
                .forEach(replaced::appendCodePoint);
        return replaced.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
