package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "tea", "\0", "où", "🪁 and 👩‍🚀", "\uD83E\uDE81", "\uFFFD", "مرحبا", "\uFFFF"})
    void leavesAWellFormedTextAsItIs(String text) {
        assertThat(WellFormed.text(text)).isSameAs(text);
    }

    @Test
    void replacesEveryLoneSurrogate() {
        assertThat(WellFormed.text("a\uD83Eb")).isEqualTo("a\uFFFDb");
        assertThat(WellFormed.text("a\uDE81b")).isEqualTo("a\uFFFDb");
        assertThat(WellFormed.text("\uD83E")).isEqualTo("\uFFFD");
        assertThat(WellFormed.text("\uDE81\uD83E")).isEqualTo("\uFFFD\uFFFD");
        assertThat(WellFormed.text("\uD83E\uD83E\uDE81")).isEqualTo("\uFFFD\uD83E\uDE81");
    }

    @Test
    void replacesInEveryText() {
        assertThat(WellFormed.all(List.of("tea", "\uD800", "x\uDFFF"))).containsExactly("tea", "\uFFFD", "x\uFFFD");
    }
}
