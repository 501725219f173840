package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server that others reach, as in a container: it has names that it does not know.
@QuarkusTest
@TestProfile(ServerForOthersTest.EveryNetwork.class)
class ServerForOthersTest {

    /// As the images have it.
    public static final class EveryNetwork implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.host", "0.0.0.0");
        }
    }

    @Test
    void answersToEveryName() {
        assertThat(RawCall.answer("GET", "/q/health/ready", "", "Host: embed.default.svc"))
                .startsWith("HTTP/1.1 200");
        assertThat(RawCall.answer(
                        "POST",
                        "/embed",
                        "{\"texts\": [\"hello\"]}",
                        "Host: embed.example",
                        "Content-Type: application/json",
                        "Origin: http://page.example"))
                .startsWith("HTTP/1.1 200");
    }
}
