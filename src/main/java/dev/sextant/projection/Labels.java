package dev.sextant.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes one line of each theme's keywords: the best one if it is a phrase, the best two otherwise, more where the line
/// is taken.
final class Labels {
    /// Words of a label, at least.
    private static final int LEAST_WORDS = 2;

    private final Grouping grouping;
    private final List<List<Keyword>> keywords;
    private final Set<String> used = new HashSet<>();

    /// @param keywords of leaves, then parents
    private Labels(Grouping grouping, List<List<Keyword>> keywords) {
        this.grouping = grouping;
        this.keywords = keywords;
    }

    /// @param keywords of leaves, then parents, in the order in which they are to be used
    /// @return labels of leaves, then parents; none is used twice
    static List<String> of(Grouping grouping, List<List<Keyword>> keywords) {
        return new Labels(grouping, keywords).all();
    }

    private List<String> all() {
        int themes = keywords.size();
        String[] labels = new String[themes];
        for (int i = 0; i < themes; i++) {
            // Parents first: theirs are the shorter and more general names.
            int theme = (grouping.leafCount() + i) % themes;
            labels[theme] = label(theme);
        }
        return List.of(labels);
    }

    private String label(int theme) {
        List<String> taken = new ArrayList<>();
        int words = 0;
        for (Keyword keyword : keywords.get(theme)) {
            taken.add(keyword.term());
            words += keyword.term().split("[ -]").length;
            String label = capitalized(String.join(", ", taken));
            if (words >= LEAST_WORDS && use(label)) {
                return label;
            }
        }
        String label = capitalized(String.join(", ", taken));
        return !taken.isEmpty() && use(label) ? label : numbered(theme);
    }

    /// "Theme 1" for the first, or the next number that is free.
    private String numbered(int theme) {
        int number = theme + 1;
        while (!use("Theme " + number)) {
            number += keywords.size();
        }
        return "Theme " + number;
    }

    private boolean use(String label) {
        return used.add(label.toLowerCase(Locale.ROOT));
    }

    private static String capitalized(String label) {
        if (label.isEmpty()) {
            return label;
        }
        int first = label.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + label.substring(Character.charCount(first));
    }
}
