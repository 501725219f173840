package dev.sextant.projection;

import java.util.List;

/// What the singular of a plural could be, by its ending: English, French, Spanish and Portuguese. Safe only for a word
/// whose singular is known to occur beside it.
final class Plurals {
    /// Shorter words end in s for other reasons.
    private static final int SHORTEST = 4;

    private Plurals() {}

    /// @param word or a phrase, in lower case
    /// @return none where it is no plural
    static List<String> singulars(String word) {
        int length = word.length();
        if (length < SHORTEST || !word.endsWith("s") || word.endsWith("ss")) {
            return List.of();
        }
        String withoutS = word.substring(0, length - 1);
        if (word.endsWith("ies")) {
            return List.of(word.substring(0, length - 3) + "y", withoutS);
        }
        return word.endsWith("es") ? List.of(withoutS, word.substring(0, length - 2)) : List.of(withoutS);
    }
}
