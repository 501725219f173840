package dev.sextant.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes one line of each theme's keywords.
final class Labels {
    /// Keywords in a label, where they are single words.
    private static final int MOST_WORDS = 3;

    private final Grouping grouping;
    private final List<List<Keyword>> keywords;

    /// @param keywords of leaves, then parents
    Labels(Grouping grouping, List<List<Keyword>> keywords) {
        this.grouping = grouping;
        this.keywords = keywords;
    }

    /// @return labels of leaves, then parents; none is used twice
    List<String> all() {
        int leaves = grouping.leafCount();
        int themes = leaves + grouping.parentCount();
        String[] labels = new String[themes];
        Set<String> used = new HashSet<>();
        for (int i = 0; i < themes; i++) {
            // Parents first: theirs are the shorter and more general names.
            int theme = (leaves + i) % themes;
            labels[theme] = label(theme, used);
            used.add(labels[theme].toLowerCase(Locale.ROOT));
        }
        return List.of(labels);
    }

    private String label(int theme, Set<String> used) {
        List<String> terms = keywords.get(theme).stream().map(Keyword::term).toList();
        List<String> taken = new ArrayList<>();
        int words = 0;
        for (String term : terms) {
            taken.add(term);
            words += term.split("[ -]").length;
            String label = String.join(", ", taken);
            if (words >= MOST_WORDS - 1 && !used.contains(label.toLowerCase(Locale.ROOT))) {
                return label;
            }
        }
        String label = String.join(", ", taken);
        boolean isFree = !taken.isEmpty() && !used.contains(label.toLowerCase(Locale.ROOT));
        return isFree ? label : "Theme " + (theme + 1);
    }
}
