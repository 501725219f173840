package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheKeyTest {

    @Test
    void isEqualForEqualParts() {
        CacheKey key = new CacheKey.Space("f", "query: ", true).of("text");

        CacheKey again = new CacheKey.Space("f", "query: ", true).of("text");

        assertThat(again).isEqualTo(key).hasSameHashCodeAs(key);
    }

    @Test
    void differsByEveryPart() {
        CacheKey key = new CacheKey.Space("f", "p", true).of("text");

        assertThat(new CacheKey.Space("g", "p", true).of("text")).isNotEqualTo(key);
        assertThat(new CacheKey.Space("f", "q", true).of("text")).isNotEqualTo(key);
        assertThat(new CacheKey.Space("f", "", true).of("text")).isNotEqualTo(key);
        assertThat(new CacheKey.Space("f", "p", false).of("text")).isNotEqualTo(key);
        assertThat(new CacheKey.Space("f", "p", true).of("Text")).isNotEqualTo(key);
        assertThat(new CacheKey.Space("f", "p", true).of("text ")).isNotEqualTo(key);
    }

    @Test
    void keepsPartsApartThatReadTheSameWhenJoined() {
        assertThat(new CacheKey.Space("ab", "c", true).of("text"))
                .isNotEqualTo(new CacheKey.Space("a", "bc", true).of("text"));
        assertThat(new CacheKey.Space("f", "ab", true).of("c"))
                .isNotEqualTo(new CacheKey.Space("f", "a", true).of("bc"));
        assertThat(new CacheKey.Space("f", "1 x true ", true).of("text"))
                .isNotEqualTo(new CacheKey.Space("f", "1 x", true).of("true text"));
    }

    @Test
    void isTheSameForEveryTextInAnyOrder() {
        CacheKey.Space space = new CacheKey.Space("f", "", true);

        CacheKey first = space.of("first");
        CacheKey second = space.of("second");

        assertThat(space.of("second")).isEqualTo(second);
        assertThat(space.of("first")).isEqualTo(first);
    }

    @Test
    void usesAll256Bits() {
        CacheKey.Space space = new CacheKey.Space("f", "", true);
        Set<Long> words = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            CacheKey key = space.of("text " + i);
            words.add(key.first());
            words.add(key.second());
            words.add(key.third());
            words.add(key.fourth());
        }

        assertThat(words).hasSize(4_000);
    }
}
