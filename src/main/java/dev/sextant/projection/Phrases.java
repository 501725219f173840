package dev.sextant.projection;

import java.util.List;

/// When two words or phrases say too much of the same to stand side by side.
final class Phrases {
    /// Words with so long a beginning in common are taken for forms of one.
    private static final int SAME_STEM_FROM = 5;

    private static final double SAME_STEM_SHARE = 0.7;

    private Phrases() {}

    /// Whether a phrase has all words of a shorter one, side by side.
    static boolean contains(String phrase, String part) {
        return (" " + phrase + " ").contains(" " + part + " ");
    }

    /// Whether one has nothing but words of the other, or forms of them.
    static boolean overlap(String a, String b) {
        List<String> left = List.of(a.split(" "));
        List<String> right = List.of(b.split(" "));
        return covers(left, right) || covers(right, left);
    }

    private static boolean covers(List<String> words, List<String> others) {
        return others.stream().allMatch(other -> words.stream().anyMatch(word -> isSameStem(word, other)));
    }

    private static boolean isSameStem(String a, String b) {
        if (a.equals(b)
                || Plurals.singulars(a).contains(b)
                || Plurals.singulars(b).contains(a)) {
            return true;
        }
        int common = 0;
        while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common >= SAME_STEM_FROM && common >= SAME_STEM_SHARE * Math.max(a.length(), b.length());
    }
}
