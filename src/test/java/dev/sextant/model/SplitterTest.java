package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Splits with the built-in model's own tokenizer.
class SplitterTest {
    private final Embedder embedder = TestModels.embedder(Map.of(), 1_024);

    private List<Span> split(String text, int tokens, int overlap) {
        return embedder.split(null, List.of(text), tokens, overlap).getFirst();
    }

    @Test
    void aShortTextIsOnePassage() {
        assertThat(split("  A short text. ", 64, 0)).containsExactly(new Span(0, 16));
        assertThat(split("\u0001", 64, 0)).containsExactly(new Span(0, 1));
    }

    @Test
    void passagesEndWhereSentencesDo() {
        String text = "The ship left at noon. The crew was tired. Nobody sang. The sea was calm and grey.";
        List<Span> passages = split(text, 16, 0);
        assertThat(passages).hasSizeGreaterThan(1);
        for (Span passage : passages) {
            assertThat(text.substring(passage.start(), passage.end())).endsWith(".");
        }
    }

    @Test
    void offsetsAreUtf16WhateverTheCharacters() {
        String text = "🧭 compass 🚢 ship 漢字 naïve 🌊 wave 🧭 north 🚢 south 🌊 east 🧭 west ".repeat(8);
        List<Span> passages = split(text, 20, 0);
        int end = 0;
        for (Span passage : passages) {
            assertThat(text.substring(end, passage.start())).isBlank();
            assertThat(Character.isLowSurrogate(text.charAt(passage.start()))).isFalse();
            assertThat(Character.isHighSurrogate(text.charAt(passage.end() - 1)))
                    .isFalse();
            end = passage.end();
        }
        assertThat(text.substring(end)).isBlank();
    }

    @Test
    void noPassageHasMoreTokensThanAsked() {
        String text =
                "Some words, unbelievably long ones among them, follow one another without an end and ".repeat(30);
        for (int tokens : List.of(16, 33, 128, 256)) {
            List<String> passages = split(text, tokens, tokens / 4).stream()
                    .map(span -> text.substring(span.start(), span.end()))
                    .toList();
            Embedded embedded =
                    embedder.embed(passages, EmbedOptions.defaults(100_000).withRole(Optional.of(Role.DOCUMENT)));
            assertThat(embedded.tokens()).allMatch(count -> count <= tokens);
            assertThat(embedded.truncated()).isEmpty();
        }
    }

    @Test
    void neighboursShareTheOverlap() {
        String text = "one two three four five six seven eight nine ten ".repeat(20);
        List<Span> passages = split(text, 32, 10);
        for (int i = 1; i < passages.size(); i++) {
            int shared = passages.get(i - 1).end() - passages.get(i).start();
            assertThat(shared).isBetween(1, 60);
            assertThat(passages.get(i).start())
                    .isGreaterThan(passages.get(i - 1).start());
        }
    }

    @Test
    void aWordWithoutAnEndIsCutAllTheSame() {
        String text = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4) + "x".repeat(3_000);
        assertThat(split(text, 16, 0)).isNotEmpty();
    }

    @Test
    void moreThanTheModelReadsIsRefused() {
        assertThatThrownBy(() -> split("a", 257, 0))
                .isInstanceOf(Fault.InvalidRequest.class)
                .hasMessageContaining("256");
        assertThatThrownBy(() -> split("a", 2, 0)).isInstanceOf(Fault.InvalidRequest.class);
    }
}
