package dev.sextant.search;

import java.text.BreakIterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Words of texts, by Unicode's rules.
final class Words {
    private Words() {}

    /// Words that both texts have, in lower case, in the order of the first one.
    static List<String> shared(String query, String text) {
        Set<String> shared = of(query);
        shared.retainAll(of(text));
        return List.copyOf(shared);
    }

    private static Set<String> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(lower);
        Set<String> words = new LinkedHashSet<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            if (Character.isLetterOrDigit(lower.codePointAt(from))) {
                words.add(lower.substring(from, to));
            }
        }
        return words;
    }
}
