package dev.sextant.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void wordsAreFoldedAndKeepTheirPlaces() {
        String text = "Reset my PASSWORD, now?!";
        List<Word> words = Words.of(text);
        assertThat(words).extracting(Word::folded).containsExactly("reset", "my", "password", "now");
        assertThat(words)
                .extracting(word -> text.substring(word.start(), word.end()))
                .containsExactly("Reset", "my", "PASSWORD", "now");
    }

    @Test
    void germanAndRussianHaveWords() {
        assertThat(folded("Straßenbahn fährt über die Brücke"))
                .containsExactly("straßenbahn", "fährt", "über", "die", "brücke");
        assertThat(folded("Где мой паспорт?")).containsExactly("где", "мой", "паспорт");
    }

    @Test
    void whatFrenchLeavesOutIsNoPartOfAWord() {
        String text = "L'eau d’Italie, aujourd'hui";
        assertThat(folded(text)).containsExactly("eau", "italie", "aujourd'hui");
        assertThat(text.substring(
                        Words.of(text).get(1).start(), Words.of(text).get(1).end()))
                .isEqualTo("Italie");
    }

    @Test
    void theEnglishGenitiveIsCutOff() {
        assertThat(folded("the bank's rules don't change")).containsExactly("the", "bank", "rules", "don't", "change");
    }

    @Test
    void chineseCharactersBecomePairs() {
        assertThat(folded("機械学習")).containsExactly("機械", "械学", "学習");
        assertThat(folded("水を飲む")).containsExactly("水", "を", "飲", "む");
    }

    @Test
    void foreignWordsInJapaneseStayWhole() {
        assertThat(folded("カードが届かない")).startsWith("カード", "が");
    }

    @Test
    void nothingHasNoWords() {
        assertThat(Words.of("")).isEmpty();
        assertThat(Words.of(" … !? ")).isEmpty();
    }

    @Test
    void numbersHaveNoLetters() {
        assertThat(Words.of("12 b2")).extracting(Word::hasLetter).containsExactly(false, true);
    }

    private static List<String> folded(String text) {
        return Words.of(text).stream().map(Word::folded).toList();
    }
}
