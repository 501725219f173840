package dev.sextant.words;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Tells which words of a text say nothing by themselves, by the language of that text: "die" stays a word in English
/// beside German texts.
///
/// A text is in the language that most of its words are stop words of; a text that is too short to tell, in the one of
/// its neighbors. Languages without spaces need no list: Japanese grammar stands in hiragana.
public final class StopWords {
    /// Texts that are looked at to find out which languages there are.
    private static final int SAMPLE = 2000;

    /// Stop words by which a text shows its language.
    private static final int CLEAR = 2;

    /// A language that fewer of the texts are in is a mistake.
    private static final double LEAST_SHARE = 0.02;

    private final List<Language> languages;

    /// @param languages the commonest first
    private StopWords(List<Language> languages) {
        this.languages = List.copyOf(languages);
    }

    /// Finds out which languages texts are in.
    ///
    /// @param texts of which a sample is looked at, evenly over the list
    public static StopWords of(List<String> texts) {
        int step = Math.max(1, texts.size() / SAMPLE);
        List<Language> clear = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += step) {
            List<Word> words = Words.of(beginning(texts.get(i)));
            Language language = best(words, Language.ALL);
            if (language.count(words) >= CLEAR) {
                clear.add(language);
            }
        }
        List<Language> present = Language.ALL.stream()
                .filter(language -> Collections.frequency(clear, language) > clear.size() * LEAST_SHARE)
                .sorted(Comparator.comparingInt(language -> -Collections.frequency(clear, language)))
                .toList();
        return new StopWords(present.isEmpty() ? List.of(Language.ALL.getFirst()) : present);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), 500));
    }

    /// Which of a text's words are stop words.
    ///
    /// @param words of one text
    /// @return their places in the list
    public BitSet in(List<Word> words) {
        Language language = best(words, languages);
        return IntStream.range(0, words.size())
                .filter(i -> isStopWord(words.get(i), language))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static boolean isStopWord(Word word, Language language) {
        return language.isStopWord(word) || isHiragana(word.folded());
    }

    private static boolean isHiragana(String word) {
        return word.codePoints().allMatch(each -> Character.UnicodeScript.of(each) == Character.UnicodeScript.HIRAGANA);
    }

    private static Language best(List<Word> words, List<Language> languages) {
        Language best = languages.getFirst();
        int most = -1;
        for (Language language : languages) {
            int count = language.count(words);
            if (count > most) {
                best = language;
                most = count;
            }
        }
        return best;
    }
}
