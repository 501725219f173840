package dev.sextant.projection;

import dev.sextant.words.StopWords;
import dev.sextant.words.Word;
import dev.sextant.words.Words;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Counts words and phrases of up to three words, text by text. Not thread-safe.
///
/// Every text counts the same, however long it is. Phrases neither begin nor end with a stop word and do not cross
/// punctuation.
final class TermCounts {
    /// Of a longer text, only its beginning is read.
    static final int MOST_CHARACTERS = 2000;

    private static final int MOST_WORDS = 3;

    /// A form in small letters is shown if it is found so often beside a commoner one.
    private static final double SMALL_SHARE = 0.7;

    /// What a term of a single text counts: it may be there by chance.
    private static final double ONCE = 0.25;

    private static final String SPACES = " \u00a0";
    private static final String HYPHENS = "-\u2010\u2011";

    private final StopWords stopWords;
    private final Map<String, Count> counts = new HashMap<>();
    private int texts;

    TermCounts(StopWords stopWords) {
        this.stopWords = stopWords;
    }

    private static final class Count {
        final int words;
        final Map<String, Integer> forms = HashMap.newHashMap(1);
        double weight;
        int texts;
        int lastText = -1;

        Count(int words) {
            this.words = words;
        }

        void add(Count other) {
            weight += other.weight;
            texts += other.texts;
            other.forms.forEach((form, times) -> forms.merge(form, times, Integer::sum));
        }

        /// The commonest form; of equally common ones the last in Unicode's order, which prefers small letters. Titles
        /// have capitals everywhere, so small letters need not be the commonest to be right.
        String form() {
            String commonest = forms.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey();
            String small = commonest.toLowerCase(Locale.ROOT);
            boolean isSmallToo = !isInCapitals(commonest)
                    && forms.getOrDefault(small, 0) >= SMALL_SHARE * forms.getOrDefault(commonest, 0);
            return isSmallToo ? small : commonest;
        }
    }

    /// Whether it has a word like PIN, which small letters would make another one.
    private static boolean isInCapitals(String form) {
        return IntStream.range(1, form.length())
                .anyMatch(i -> Character.isUpperCase(form.charAt(i)) && Character.isUpperCase(form.charAt(i - 1)));
    }

    void add(String text) {
        String read = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
        List<Word> words = Words.of(read);
        BitSet stops = stopWords.in(words);
        for (int first = stops.nextClearBit(0); first < words.size(); first = stops.nextClearBit(first + 1)) {
            addTerms(read, words, stops, first);
        }
        texts++;
    }

    private void addTerms(String text, List<Word> words, BitSet stops, int first) {
        StringBuilder key = new StringBuilder();
        for (int last = first; last < Math.min(words.size(), first + MOST_WORDS); last++) {
            if (last > first && !isPhrase(text, words.get(last - 1), words.get(last))) {
                return;
            }
            key.append(last == first ? "" : " ").append(words.get(last).folded());
            boolean isWhole = !stops.get(last) || (last > first && isHyphenated(text, words.get(last)));
            if (isWhole && isTelling(words, first, last) && !goesOn(text, words, stops, first, last)) {
                String form =
                        text.substring(words.get(first).start(), words.get(last).end());
                add(key.toString(), form, last - first + 1, 1.0 / words.size());
            }
        }
    }

    /// Whether a phrase of the most words is only the beginning of a longer one: "order a virtual" of "order a virtual
    /// card".
    private static boolean goesOn(String text, List<Word> words, BitSet stops, int first, int last) {
        int next = last + 1;
        return last - first + 1 == MOST_WORDS
                && next < words.size()
                && !stops.get(next)
                && isPhrase(text, words.get(last), words.get(next));
    }

    /// Whether a word hangs at the one before it, like the second one of "top-up".
    private static boolean isHyphenated(String text, Word word) {
        return HYPHENS.indexOf(text.charAt(word.start() - 1)) >= 0;
    }

    /// Whether nothing but one space or hyphen stands between two words.
    private static boolean isPhrase(String text, Word left, Word right) {
        int gap = right.start() - left.end();
        return gap <= 0 || (gap == 1 && (SPACES + HYPHENS).indexOf(text.charAt(left.end())) >= 0);
    }

    /// Single letters say little, and numbers nothing without words.
    private static boolean isTelling(List<Word> words, int first, int last) {
        Word word = words.get(first);
        return word.hasLetter() && (last > first || word.folded().length() > 1 || isIdeograph(word));
    }

    private static boolean isIdeograph(Word word) {
        return Character.isIdeographic(word.folded().codePointAt(0));
    }

    private void add(String key, String form, int words, double weight) {
        Count count = counts.computeIfAbsent(key, _ -> new Count(words));
        count.weight += weight;
        count.forms.merge(form, 1, Integer::sum);
        if (count.lastText != texts) {
            count.lastText = texts;
            count.texts++;
        }
    }

    /// @param leastTexts texts that a term must be in
    /// @return by key; plurals are counted with their singular where that occurs too
    Map<String, Term> terms(int leastTexts) {
        mergePlurals();
        Map<String, Term> terms = new HashMap<>();
        counts.forEach((key, count) -> {
            if (count.texts >= leastTexts) {
                double trust = count.texts == 1 ? ONCE : 1;
                terms.put(key, new Term(key, count.form(), trust * count.weight / texts, count.words));
            }
        });
        return terms;
    }

    private void mergePlurals() {
        // In order, so that the sums are the same every time.
        for (String plural : counts.keySet().stream().sorted().toList()) {
            for (String singular : Plurals.singulars(plural)) {
                Count kept = counts.get(singular);
                if (kept != null) {
                    kept.add(Objects.requireNonNull(counts.remove(plural)));
                    break;
                }
            }
        }
    }
}
