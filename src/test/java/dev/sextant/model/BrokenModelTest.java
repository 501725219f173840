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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A default model whose folder is none.
@QuarkusTest
@TestProfile(BrokenModelTest.Broken.class)
class BrokenModelTest {

    public static final class Broken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sextant.models.broken", "src/test/resources/golden",
                    "sextant.model.default", "broken",
                    "sextant.model.preload", "true");
        }
    }

    @Test
    void isNotReadyAndSaysWhy() throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        Answer answer = Client.get("/q/health/ready");
        while (state(answer).equals("loading") && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            answer = Client.get("/q/health/ready");
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("status").asText()).isEqualTo("DOWN");
        assertThat(state(answer)).isEqualTo("failed");
        assertThat(answer.json()
                        .path("checks")
                        .path(0)
                        .path("data")
                        .path("detail")
                        .asText())
                .contains("broken");
        assertThat(Client.get("/q/health/live").status()).isEqualTo(200);
    }

    @Test
    void callsAreUnavailable() {
        for (String body : List.of("{\"texts\": [\"a\"]}", "{\"texts\": [\"a\"], \"model\": \"broken\"}")) {
            Answer answer = Client.post("/embed", body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.json().path("code").asText()).isEqualTo("unavailable");
            assertThat(answer.json().path("detail").asText()).contains("broken");
            assertThat(answer.body()).doesNotContain("dev.sextant.", "Exception", "\tat ");
        }
        Answer openAi = Client.post("/v1/embeddings", "{\"input\": \"a\"}");
        assertThat(openAi.status()).isEqualTo(503);
        assertThat(openAi.json().path("error").path("type").asText()).isEqualTo("server_error");
    }

    @Test
    void itsInformationIsTheError() {
        JsonNode models = Client.get("/info").json().path("models");
        assertThat(models.findValuesAsText("id"))
                .containsExactly("all-minilm-l6-v2", "all-minilm-l6-v2-int8", "broken");
        JsonNode broken = models.path(2);
        assertThat(broken.path("error").asText()).contains("config.json is missing");
        assertThat(broken.path("loaded").asBoolean()).isFalse();
        assertThat(broken.has("dimensions")).isFalse();
        assertThat(models.path(1).has("error")).isFalse();
    }

    @Test
    void otherModelsAreServedAllTheSame() {
        Answer answer = Client.embed(Map.of("texts", List.of("a"), "model", "all-minilm-l6-v2"));
        assertThat(answer.vector(0)).hasSize(384);
    }

    private static String state(Answer answer) {
        return answer.json().path("checks").path(0).path("data").path("state").asText();
    }
}
