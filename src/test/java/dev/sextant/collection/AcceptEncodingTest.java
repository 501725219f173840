package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptEncodingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZip",
                "br, gzip",
                "gzip;q=0.1",
                "gzip; q=0.001, br",
                "*",
                "br;q=0, *;q=0.5",
                "gzip, *;q=0"
            })
    void allowsWhatIsNamed(String header) {
        assertThat(AcceptEncoding.allows(header, "gzip")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "br", "identity", "gzip;q=0", "gzip; Q=0.000", "*;q=0", "gzip;q=0, *", "xgzip", "gzipped"})
    void allowsNothingElse(String header) {
        assertThat(AcceptEncoding.allows(header, "gzip")).isFalse();
    }

    @Test
    void asksForNothingWithoutAHeader() {
        assertThat(AcceptEncoding.allows(null, "gzip")).isFalse();
    }
}
