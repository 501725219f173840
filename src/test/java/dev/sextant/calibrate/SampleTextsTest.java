package dev.sextant.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTextsTest {
    private static final List<String> TEXTS = SampleTexts.of(2_048, 42);

    @Test
    void theSameSeedGivesTheSameTexts() {
        assertThat(SampleTexts.of(2_048, 42)).isEqualTo(TEXTS);
        assertThat(SampleTexts.of(100, 42)).isEqualTo(TEXTS.subList(0, 100));
        assertThat(SampleTexts.of(2_048, 43)).isNotEqualTo(TEXTS);
    }

    @Test
    void textsAreOfManyKindsAndLengths() {
        assertThat(TEXTS).noneMatch(String::isBlank);
        assertThat(new HashSet<>(TEXTS)).hasSizeGreaterThan(1_200);
        assertThat(TEXTS.stream().mapToInt(text -> text.split(" ").length).distinct())
                .hasSizeGreaterThan(20)
                .allMatch(words -> words <= 100);
    }
}
