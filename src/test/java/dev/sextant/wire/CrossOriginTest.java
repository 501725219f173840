package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server without keys that allows pages of one other origin.
@QuarkusTest
@TestProfile(CrossOriginTest.OneOrigin.class)
class CrossOriginTest {
    private static final String JSON = "Content-Type: application/json";
    private static final String TEXTS = "{\"texts\": [\"hello\"], \"dimensions\": 4}";

    /// Quarkus's own setting.
    public static final class OneOrigin implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", "https://pages.example");
        }
    }

    private static String post(String host, String origin) {
        return RawCall.answer(
                "POST", "/embed", TEXTS, "Host: " + host, JSON, "Origin: " + origin, "Sec-Fetch-Site: cross-site");
    }

    @Test
    void thosePagesMayDoEverythingAndOthersNothing() {
        assertThat(post("localhost", "https://pages.example")).startsWith("HTTP/1.1 200");
        assertThat(post("localhost", "https://others.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void namesThatSomebodyMadeLeadHereAreRefusedAllTheSame() {
        assertThat(post("pages.example", "https://pages.example")).startsWith("HTTP/1.1 403");
    }
}
