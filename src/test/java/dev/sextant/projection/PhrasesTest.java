package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhrasesTest {

    @Test
    void aPartIsMadeOfWholeWords() {
        assertThat(Phrases.contains("lost my card", "my card")).isTrue();
        assertThat(Phrases.contains("lost my cards", "my card")).isFalse();
        assertThat(Phrases.contains("card", "card")).isTrue();
    }

    @Test
    void formsOfAWordOverlap() {
        assertThat(Phrases.overlap("exchange rate", "rate")).isTrue();
        assertThat(Phrases.overlap("optimization", "optimizing")).isFalse();
        assertThat(Phrases.overlap("chaotic", "chaos")).isFalse();
        assertThat(Phrases.overlap("transfers", "transfer")).isTrue();
        assertThat(Phrases.overlap("card payment", "payment of cards")).isTrue();
        assertThat(Phrases.overlap("card payment", "card transfer")).isFalse();
    }

    @Test
    void aPluralMayHaveSeveralSingulars() {
        assertThat(Plurals.singulars("cards")).containsExactly("card");
        assertThat(Plurals.singulars("boxes")).containsExactly("boxe", "box");
        assertThat(Plurals.singulars("currencies")).containsExactly("currency", "currencie");
        assertThat(Plurals.singulars("loss")).isEmpty();
        assertThat(Plurals.singulars("gas")).isEmpty();
    }
}
