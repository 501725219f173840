package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `sextant.model.preload=true`.
@QuarkusTest
@TestProfile(PreloadTest.Preload.class)
class PreloadTest {

    public static final class Preload implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.model.preload", "true");
        }
    }

    @Test
    void isReadyWhenTheModelIsLoadedAndItsVectorsHaveProvedRight() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        Answer answer = Client.get("/q/health/ready");
        while (answer.status() != 200 && Instant.now().isBefore(end)) {
            assertThat(answer.json()
                            .path("checks")
                            .path(0)
                            .path("data")
                            .path("state")
                            .asText())
                    .isEqualTo("loading");
            Thread.sleep(100);
            answer = Client.get("/q/health/ready");
        }
        assertThat(answer.json().path("status").asText()).as(answer.body()).isEqualTo("UP");
        assertThat(answer.json()
                        .path("checks")
                        .path(0)
                        .path("data")
                        .path("state")
                        .asText())
                .isEqualTo("proved");
        JsonNode model = Client.get("/info").json().path("models").path(0);
        assertThat(model.path("id").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(model.path("loaded").asBoolean()).isTrue();
    }
}
