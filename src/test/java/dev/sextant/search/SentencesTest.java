package dev.sextant.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void splitsAtTheEndOfSentencesAndLeavesWhiteSpaceOut() {
        String text = "  Ferries sail at noon. Is there a bus?\n\nThere is! ";
        assertThat(Sentences.of(text, 0, text.length()).texts())
                .containsExactly("Ferries sail at noon.", "Is there a bus?", "There is!");
    }

    @Test
    void offsetsCountUtf16CodeUnits() {
        String text = "🚢🚢 leave now. Wait for me.";
        Sentences sentences = Sentences.of(text, 0, text.length());
        assertThat(sentences.stretches())
                .containsExactly(
                        new SearchResponse.Stretch(0, "🚢🚢 leave now.".length()),
                        new SearchResponse.Stretch("🚢🚢 leave now. ".length(), text.length()));
    }

    @Test
    void looksOnlyBetweenTheGivenPlaces() {
        String text = "First one. Second one. Third one.";
        assertThat(Sentences.of(text, 11, 22).texts()).containsExactly("Second one.");
        assertThat(Sentences.of(text, 11, 22).stretches()).containsExactly(new SearchResponse.Stretch(11, 22));
    }

    @Test
    void aTextWithoutSentencesIsOne() {
        assertThat(Sentences.of("harbour", 0, 7).texts()).containsExactly("harbour");
        assertThat(Sentences.of("、、", 0, 2).texts()).containsExactly("、、");
    }

    @Test
    void manySentencesAreTakenTogetherAndNoneIsLost() {
        String text = "One more line. ".repeat(1000).strip();
        List<SearchResponse.Stretch> stretches =
                Sentences.of(text, 0, text.length()).stretches();
        assertThat(stretches).hasSizeBetween(32, 64);
        assertThat(stretches.getFirst().start()).isZero();
        assertThat(stretches.getLast().end()).isEqualTo(text.length());
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).start()).isEqualTo(stretches.get(i - 1).end() + 1);
        }
    }
}
