package dev.sextant.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Events of type `dev.sextant.compare` on `POST /`, and how large they may be.
@QuarkusTest
class CompareEventTest {
    private static final Map<String, Object> DATA = Map.of("vectors", List.of(List.of(3, 4), List.of(4, 3)));
    private static final int BYTES_BEYOND_EMBED = (16 << 20) + 1;

    @Test
    void aBinaryEventIsAnsweredByABinaryEvent() {
        Answer answer = binary("dev.sextant.compare", Client.write(DATA));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ce-type")).isEqualTo("dev.sextant.compare.result");
        assertThat(answer.header("ce-id")).isEqualTo("e-1/compare");
        assertThat(answer.header("ce-source")).isEqualTo("sextant/compare");
        assertThat(answer.json())
                .isEqualTo(Client.post("/compare", Client.write(DATA)).json());
        assertThat(binary("dev.sextant.compare", Client.write(DATA)).body()).isEqualTo(answer.body());
    }

    @Test
    void aStructuredEventIsAnsweredByAStructuredEvent() {
        Answer answer = structured("dev.sextant.compare", DATA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("id").asText()).isEqualTo("e-1/compare");
        assertThat(answer.json().at("/data/metrics/dot/max").asDouble()).isEqualTo(24);
    }

    @Test
    void badDataNamesTheRow() {
        Map<String, Object> ragged = Map.of("vectors", List.of(List.of(1), List.of(1, 2)));
        for (Answer answer : List.of(
                binary("dev.sextant.compare", Client.write(ragged)), structured("dev.sextant.compare", ragged))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            JsonNode problem = answer.json();
            assertThat(problem.path("field").asText()).isEqualTo("vectors");
            assertThat(problem.path("index").asInt()).isEqualTo(1);
        }
    }

    @Test
    void vectorsMayBeLongerThanTexts() {
        String padding = "x".repeat(BYTES_BEYOND_EMBED);
        Map<String, Object> data = Map.of("vectors", List.of(List.of(1)), "texts2", padding);
        assertThat(Client.post("/compare", Client.write(data)).status()).isEqualTo(200);
        assertThat(binary("dev.sextant.compare", Client.write(data)).status()).isEqualTo(200);
        assertThat(structured("dev.sextant.compare", data).status()).isEqualTo(200);
    }

    @Test
    void theOtherFunctionsKeepTheirLimitAsEvents() {
        Map<String, Object> data = Map.of("texts", List.of("hello"), "padding", "x".repeat(BYTES_BEYOND_EMBED));
        for (Answer answer :
                List.of(binary("dev.sextant.embed", Client.write(data)), structured("dev.sextant.embed", data))) {
            assertThat(answer.status()).as("%.300s", answer.body()).isEqualTo(413);
            assertThat(answer.json().path("limit").asInt()).isEqualTo(16 << 20);
        }
    }

    private static Answer binary(String type, String data) {
        return Client.send(Client.to("/")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/test")
                .header("ce-type", type)
                .POST(BodyPublishers.ofString(data)));
    }

    private static Answer structured(String type, Object data) {
        return Client.send(Client.to("/")
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(Client.write(
                        Map.of("specversion", "1.0", "id", "e-1", "source", "/test", "type", type, "data", data)))));
    }
}
