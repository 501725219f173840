package dev.sextant.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 12, 256})
    void haveAsManyTokensAsAskedFor(int length) {
        List<String> texts = Texts.ofLength(length, 4, 1);

        assertThat(Standalone.create()
                        .embedder()
                        .embed(texts, EmbedOptions.defaults(10_000))
                        .tokens())
                .containsExactly(length, length, length, length);
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(Texts.ofLength(12, 100, 7))
                .isEqualTo(Texts.ofLength(12, 100, 7))
                .doesNotHaveDuplicates()
                .isNotEqualTo(Texts.ofLength(12, 100, 8));
    }
}
