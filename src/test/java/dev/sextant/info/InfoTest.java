package dev.sextant.info;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `GET /info`.
@QuarkusTest
class InfoTest {

    @Test
    void tellsVersionFunctionsDeviceAndLimits() {
        Answer answer = Client.get("/info");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode info = answer.json();
        assertThat(info.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.path("functions")).contains(TextNode.valueOf("compare"), TextNode.valueOf("embed"));
        assertThat(info.path("device").path("name").asText()).isIn("cpu", "cuda");
        assertThat(info.path("device").path("requested").asText()).isEqualTo("auto");
        assertThat(info.path("limits").path("bodyBytes").asLong()).isEqualTo(16 << 20);
        assertThat(info.path("limits").path("vectorsBodyBytes").asLong()).isEqualTo(256 << 20);
        assertThat(info.path("limits").path("pairs").asInt()).isEqualTo(65_536);
        assertThat(info.path("limits").path("texts").asInt()).isEqualTo(2048);
        assertThat(info.path("limits").path("tokens").asInt()).isEqualTo(300_000);
        assertThat(info.path("limits").path("lineBytes").asInt()).isEqualTo(2 << 20);
    }

    @Test
    void describesEveryModel() {
        JsonNode models = Client.get("/info").json().path("models");
        assertThat(models).hasSize(2);
        for (JsonNode model : models) {
            assertThat(model.path("dimensions").asInt()).isEqualTo(384);
            assertThat(model.path("window").asInt()).isEqualTo(256);
            assertThat(model.path("pooling").asText()).isEqualTo("mean");
            assertThat(model.path("fingerprint").asText()).matches("[0-9a-f]{16}");
            assertThat(model.path("files")).hasSizeGreaterThanOrEqualTo(2);
            for (JsonNode file : model.path("files")) {
                assertThat(file.path("name").asText()).isNotEmpty().doesNotContain("/");
                assertThat(file.path("sha256").asText()).matches("[0-9a-f]{64}");
            }
            assertThat(model.has("error")).isFalse();
        }
        assertThat(model("all-minilm-l6-v2").path("precision").asText()).isEqualTo("fp32");
        assertThat(model("all-minilm-l6-v2-int8").path("precision").asText()).isEqualTo("int8");
        assertThat(model("all-minilm-l6-v2").path("fingerprint"))
                .isNotEqualTo(model("all-minilm-l6-v2-int8").path("fingerprint"));
    }

    @Test
    void aModelIsLoadedWhenItHasEmbedded() {
        Client.embed(Map.of("texts", List.of("hello")));
        assertThat(model("all-minilm-l6-v2").path("loaded").asBoolean()).isTrue();
    }

    private static JsonNode model(String id) {
        for (JsonNode model : Client.get("/info").json().path("models")) {
            if (model.path("id").asText().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("no model " + id);
    }
}
