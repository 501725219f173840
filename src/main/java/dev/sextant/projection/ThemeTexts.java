package dev.sextant.projection;

import dev.sextant.words.StopWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Reads the texts of themes: which terms they have, and how much of them.
///
/// Reads a sample of each theme's texts, evenly over its rows, so that time and memory are bounded by the number of
/// themes.
final class ThemeTexts {
    private static final int MOST_TEXTS = 3000;
    private static final int MOST_CHARACTERS = 1_500_000;

    /// Where fewer terms are in two texts, those in one are better than none.
    private static final int FEW_TERMS = 8;

    private final List<String> texts;
    private final StopWords stopWords;

    ThemeTexts(List<String> texts) {
        this.texts = texts;
        this.stopWords = StopWords.of(texts);
    }

    /// @param members rows of each theme
    /// @return the terms of each, by key
    List<Map<String, Term>> terms(List<int[]> members) {
        return IntStream.range(0, members.size())
                .parallel()
                .mapToObj(theme -> terms(members.get(theme)))
                .toList();
    }

    private Map<String, Term> terms(int[] rows) {
        var counts = new TermCounts(stopWords);
        int read = sampleSize(rows);
        for (int i = 0; i < read; i++) {
            counts.add(texts.get(rows[(int) ((long) i * rows.length / read)]));
        }
        Map<String, Term> repeated = counts.terms(2);
        return repeated.size() >= FEW_TERMS ? repeated : counts.terms(1);
    }

    private int sampleSize(int[] rows) {
        long characters = 0;
        for (int row : rows) {
            characters += Math.min(TermCounts.MOST_CHARACTERS, texts.get(row).length());
        }
        long fitting = rows.length * (long) MOST_CHARACTERS / Math.max(1, characters);
        return Math.min(rows.length, Math.clamp(fitting, 1, MOST_TEXTS));
    }

    /// The terms of a parent.
    ///
    /// @param children their terms
    /// @param sizes number of rows of each child
    static Map<String, Term> merged(List<Map<String, Term>> children, List<Integer> sizes) {
        double rows = sizes.stream().mapToInt(Integer::intValue).sum();
        Map<String, Term> merged = new HashMap<>();
        for (int child = 0; child < children.size(); child++) {
            double part = sizes.get(child) / rows;
            for (Term term : children.get(child).values()) {
                Term scaled = new Term(term.key(), term.form(), term.share() * part, term.words());
                merged.merge(term.key(), scaled, ThemeTexts::sum);
            }
        }
        return merged;
    }

    private static Term sum(Term a, Term b) {
        Term larger = a.share() >= b.share() ? a : b;
        return new Term(a.key(), larger.form(), a.share() + b.share(), a.words());
    }
}
