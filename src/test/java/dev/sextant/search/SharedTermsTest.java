package dev.sextant.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTermsTest {

    @Test
    void sharedTermsStandInTheOrderOfTheQueryWhateverTheirCase() {
        assertThat(shared("Reset my PASSWORD", "The password can be reset.")).containsExactly("reset", "password");
    }

    @Test
    void wordsThatSayNothingByThemselvesAreLeftOut() {
        assertThat(shared("Is the museum open on Mondays?", "The museum is closed on Mondays."))
                .containsExactly("museum", "mondays");
        assertThat(shared("Wo ist der Bahnhof in der Stadt?", "Der Bahnhof ist in der Stadt."))
                .containsExactly("bahnhof", "stadt");
    }

    @Test
    void punctuationAndSpacesAreNoWords() {
        assertThat(shared("cards, banks?!", "banks - cards, coins?!")).containsExactly("cards", "banks");
    }

    @Test
    void everyScriptHasWords() {
        assertThat(shared("где мой паспорт", "Мой старый паспорт")).containsExactly("паспорт");
        assertThat(shared("Straße 12", "12 straße")).containsExactly("straße", "12");
        assertThat(shared("東京の博物館", "博物館は東京にあります")).containsExactly("東京", "博物", "物館");
    }

    @Test
    void partsOfWordsAreNotShared() {
        assertThat(shared("car", "carpet")).isEmpty();
    }

    private static List<String> shared(String query, String text) {
        return new SharedTerms(query, List.of(text)).in(text);
    }
}
