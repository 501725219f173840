package dev.sextant.wire.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLinesTest {
    private static final String SECRET = "R4w-kEy.of_ours~0123+/==";

    @Test
    void aLineIsANameAScopeAndAKey() {
        List<ApiKey> keys = KeyLines.parse("""
                # who may call
                explorer   read    %s

                \tingest\twrite\tabcdefghijklmnop\t
                """.formatted(SECRET), "keys");
        assertThat(keys).extracting(ApiKey::name).containsExactly("explorer", "ingest");
        assertThat(keys).extracting(ApiKey::scope).containsExactly(Scope.READ, Scope.WRITE);
        assertThat(keys.get(0).hasDigest(ApiKey.digest(SECRET))).isTrue();
        assertThat(keys.get(1).hasDigest(ApiKey.digest("abcdefghijklmnop"))).isTrue();
        assertThat(keys.get(1).hasDigest(ApiKey.digest(SECRET))).isFalse();
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertThat(KeyLines.parse("a read abcdefghijklmnop\r\nb write ponmlkjihgfedcba\r\n", "keys"))
                .hasSize(2);
    }

    @Test
    void aHashStandsForItsKey() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"; // Of "test".
        for (String digits : List.of(hash, hash.toUpperCase(java.util.Locale.ROOT))) {
            ApiKey key = KeyLines.parse("ci write sha256:" + digits, "keys").getFirst();
            assertThat(key.hasDigest(ApiKey.digest("test"))).isTrue();
            assertThat(key.hasDigest(ApiKey.digest(digits))).isFalse();
        }
    }

    @Test
    void listedKeysMayDoEverything() {
        List<ApiKey> keys = KeyLines.list(List.of(SECRET, " abcdefghijklmnop "), "sextant.auth.keys");
        assertThat(keys).extracting(ApiKey::scope).containsOnly(Scope.WRITE);
        assertThat(keys)
                .extracting(ApiKey::name)
                .containsExactly("key 1 of sextant.auth.keys", "key 2 of sextant.auth.keys");
        assertThat(keys.get(1).hasDigest(ApiKey.digest("abcdefghijklmnop"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    explorer read                                 | line 2 of keys has 2 words
                    explorer read R4w-kEy-of-ours-0123 and more   | line 2 of keys has 5 words
                    R4w-kEy-of-ours-0123                          | line 2 of keys has 1 words
                    explorer R4w-kEy-of-ours-0123 read            | line 2 of keys: the second word is not a scope
                    explorer read,write R4w-kEy-of-ours-0123      | line 2 of keys: the second word is not a scope
                    explorer READ R4w-kEy-of-ours-0123            | line 2 of keys: the second word is not a scope
                    explorer read R4w-kEy                         | line 2 of keys: the key has 7 characters
                    explorer read R4w-kEy-of-ours-0123-ü          | line 2 of keys: the key has a character
                    explorer read R4w-kEy-of-ours,0123            | line 2 of keys: the key has a character
                    explorer read "R4w-kEy-of-ours-0123"          | line 2 of keys: the key has a character
                    explorer read sha256:R4w-kEy                  | line 2 of keys: what follows sha256: is not 64
                    explorer read sha256:                         | line 2 of keys: what follows sha256: is not 64
                    other write abcdefghijklmnop                  | line 2 of keys: the key is that of line 1
                    """)
    void aWrongLineIsNamedAndNotQuoted(String line, String complaint) {
        assertThatThrownBy(() -> KeyLines.parse("first read abcdefghijklmnop\n" + line + "\n", "keys"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(complaint)
                .message()
                .doesNotContain("R4w", "abcdefgh");
    }

    @Test
    void aListedKeyThatIsWrongIsCounted() {
        assertThatThrownBy(() -> KeyLines.list(List.of(SECRET, "R4w"), "sextant.auth.keys"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("key 2 of sextant.auth.keys: the key has 3 characters")
                .message()
                .doesNotContain("R4w");
    }

    @Test
    void noKeysAtAllAreAMistake() {
        for (String text : List.of("", "\n\n", "# explorer read abcdefghijklmnop\n")) {
            assertThatThrownBy(() -> KeyLines.parse(text, "keys"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("keys has no key");
        }
    }

    @Test
    void aKeyDoesNotPrintItself() {
        assertThat(KeyLines.parse("explorer read " + SECRET, "keys").toString()).isEqualTo("[explorer (read)]");
    }

    @Test
    void writeIncludesRead() {
        assertThat(Scope.WRITE.includes(Scope.READ)).isTrue();
        assertThat(Scope.WRITE.includes(Scope.WRITE)).isTrue();
        assertThat(Scope.READ.includes(Scope.READ)).isTrue();
        assertThat(Scope.READ.includes(Scope.WRITE)).isFalse();
    }
}
