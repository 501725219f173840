package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server behind a proxy on the same machine, told what it is called.
@QuarkusTest
@TestProfile(NamedServerTest.Named.class)
class NamedServerTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String TEXTS = "{\"texts\": [\"hello\"], \"dimensions\": 4}";

    /// One name with a port, which does not count.
    public static final class Named implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.auth.hosts", "vectors.example,Other.Example.:443");
        }
    }

    @Test
    void answersToItsNamesAndNoOther() {
        for (String host : new String[] {"vectors.example", "VECTORS.example.:80", "other.example", "localhost"}) {
            assertThat(RawCall.answer("GET", "/info", "", "Host: " + host)).startsWith("HTTP/1.1 200");
        }
        assertThat(RawCall.answer("GET", "/info", "", "Host: third.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void itsOwnPageIsOneOfThatName() {
        assertThat(RawCall.answer("POST", "/embed", TEXTS, "Host: localhost", JSON, "Origin: https://other.example"))
                .startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer("POST", "/embed", TEXTS, "Host: localhost", JSON, "Origin: https://third.example"))
                .startsWith("HTTP/1.1 403");
    }
}
