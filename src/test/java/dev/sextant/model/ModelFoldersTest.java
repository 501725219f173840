package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two folders side by side, one of them the default.
@QuarkusTest
@TestProfile(ModelFoldersTest.Folders.class)
class ModelFoldersTest {
    private static final String TEXT = "tea";

    public static final class Folders implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sextant.models.tiny", "src/test/resources/models/mpnet-mean",
                    "sextant.models.other", "src/test/resources/models/bert-mean-old",
                    "sextant.model.default", "tiny");
        }
    }

    @Test
    void aRequestThatNamesNoModelGetsTheDefault() throws IOException {
        Answer answer = Client.embed(Map.of("texts", List.of(TEXT)));
        assertThat(answer.json().path("model").asText()).isEqualTo("tiny");
        float[] expected = Client.floats(reference().path("embeddings").path(1));
        assertThat(answer.vector(0)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void aRequestGetsTheModelThatItNames() {
        Answer tiny = Client.embed(Map.of("texts", List.of(TEXT), "model", "some-org/TINY"));
        Answer other = Client.embed(Map.of("texts", List.of(TEXT), "model", "other"));
        Answer builtIn = Client.embed(Map.of("texts", List.of(TEXT), "model", "all-minilm-l6-v2"));
        assertThat(tiny.json().path("model").asText()).isEqualTo("tiny");
        assertThat(other.json().path("model").asText()).isEqualTo("other");
        assertThat(tiny.vector(0)).isNotEqualTo(other.vector(0));
        assertThat(builtIn.json().path("dimensions").asInt()).isEqualTo(384);
    }

    @Test
    void rolesSelectTheModelsOwnPrompts() {
        Answer query = Client.embed(Map.of("texts", List.of(TEXT), "role", "query"));
        Answer document = Client.embed(Map.of("texts", List.of(TEXT), "role", "document"));
        Answer none = Client.embed(Map.of("texts", List.of("find what answers: " + TEXT, TEXT)));
        assertThat(query.vector(0)).containsExactly(none.vector(0), within(1e-5f));
        assertThat(query.vector(0)).isNotEqualTo(document.vector(0)).isNotEqualTo(none.vector(1));
        Answer openAi = Client.post(
                "/v1/embeddings", "{\"model\": \"tiny\", \"input\": \"tea\", \"input_type\": \"document\"}");
        JsonNode vector = openAi.json().path("data").path(0).path("embedding");
        assertThat(Client.floats(vector)).containsExactly(document.vector(0));
    }

    @Test
    void aModelWithoutRangesHasNoInt8() {
        Answer refused = Client.post("/embed", "{\"texts\": [\"tea\"], \"encoding\": \"int8\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("no_ranges");
    }

    @Test
    void allModelsAreListed() {
        assertThat(Client.get("/v1/models").json().path("data").findValuesAsText("id"))
                .containsExactly("all-minilm-l6-v2", "all-minilm-l6-v2-int8", "other", "tiny");
        assertThat(Client.get("/info").json().path("models").findValuesAsText("id"))
                .containsExactlyInAnyOrder("all-minilm-l6-v2", "all-minilm-l6-v2-int8", "other", "tiny");
    }

    private static JsonNode reference() throws IOException {
        return Client.read(Files.readString(TestModels.FOLDERS.resolve("mpnet-mean/reference.json")));
    }
}
