package dev.sextant.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopWordsTest {
    private static final List<String> ENGLISH =
            List.of("How do I get my card?", "The lions of the zoo will die in the cold.", "This is what it was.");
    private static final List<String> GERMAN =
            List.of("Wo ist die Karte, die ich bestellt habe?", "Der Zug ist nicht in der Stadt.");

    @Test
    void saysWhatIsLeftOfATextWithoutThem() {
        assertThat(telling(ENGLISH, "How do I get my new card?")).containsExactly("new", "card");
        assertThat(telling(GERMAN, "Wo ist die Karte von der Bank?")).containsExactly("karte", "bank");
        assertThat(telling(List.of("Le chat dort dans la maison de mon ami."), "Le chat dans la maison"))
                .containsExactly("chat", "maison");
    }

    @Test
    void aTextIsReadInItsOwnLanguage() {
        List<String> both = IntStream.range(0, 5)
                .mapToObj(i -> i % 2 == 0 ? ENGLISH.get(1) : GERMAN.get(0))
                .toList();
        assertThat(telling(both, "The lions of the zoo will die in the cold."))
                .containsExactly("lions", "zoo", "die", "cold");
        assertThat(telling(both, "Wo ist die Karte, die ich will?")).containsExactly("karte");
    }

    @Test
    void japaneseGrammarSaysNothing() {
        assertThat(telling(List.of("カードが届かない"), "東京のカードが来た")).containsExactly("東京", "カード", "来");
    }

    @Test
    void withoutAClearTextTheLanguageIsEnglish() {
        assertThat(telling(List.of("Tokyo"), "the card")).containsExactly("card");
        assertThat(telling(List.of(), "the card")).containsExactly("card");
    }

    private static List<String> telling(List<String> corpus, String text) {
        List<Word> words = Words.of(text);
        var stops = StopWords.of(corpus).in(words);
        return IntStream.range(0, words.size())
                .filter(word -> !stops.get(word))
                .mapToObj(word -> words.get(word).folded())
                .toList();
    }
}
