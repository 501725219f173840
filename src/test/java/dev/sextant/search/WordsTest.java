package dev.sextant.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void sharedWordsStandInTheOrderOfTheQueryWhateverTheirCase() {
        assertThat(Words.shared("Reset my PASSWORD", "The password can be reset."))
                .containsExactly("reset", "password");
    }

    @Test
    void punctuationAndSpacesAreNoWords() {
        assertThat(Words.shared("what, now?!", "now - what, ever?!")).containsExactly("what", "now");
    }

    @Test
    void everyScriptHasWords() {
        assertThat(Words.shared("где мой паспорт", "Мой старый паспорт")).containsExactly("мой", "паспорт");
        assertThat(Words.shared("Straße 12", "12 straße")).containsExactly("straße", "12");
    }

    @Test
    void partsOfWordsAreNotShared() {
        assertThat(Words.shared("car", "carpet")).isEmpty();
    }
}
