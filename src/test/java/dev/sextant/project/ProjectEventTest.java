package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events of type `dev.sextant.project` on `POST /`, and the results of embed, which are such events too.
@QuarkusTest
class ProjectEventTest {
    private static final Map<String, Object> DATA =
            Map.of("vectors", List.of(List.of(3, 4, 0), List.of(4, 3, 1), List.of(-1, 0, 2)), "method", "pca");

    @Test
    void aBinaryEventIsAnsweredByABinaryEvent() {
        Answer answer = binary("dev.sextant.project", "e-1", Client.write(DATA));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ce-type")).isEqualTo("dev.sextant.project.result");
        assertThat(answer.header("ce-id")).isEqualTo("e-1/project");
        assertThat(answer.header("ce-source")).isEqualTo("sextant/project");
        assertThat(answer.body())
                .isEqualTo(Client.post("/project", Client.write(DATA)).body());
    }

    @Test
    void aStructuredEventIsAnsweredByAStructuredEvent() {
        Answer answer = structured("dev.sextant.project", DATA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("id").asText()).isEqualTo("e-1/project");
        assertThat(answer.json().at("/data/points")).hasSize(3);
    }

    /// As a Knative Sequence does it: the reply of one step, whole, is the event of the next.
    @ParameterizedTest
    @ValueSource(strings = {"float", "base64"})
    void theReplyOfEmbedIsAnEventThatProjectAnswers(String encoding) {
        Map<String, Object> request = Map.of(
                "texts",
                List.of("the harbour at dawn", "boats in the port", "a recipe for bread", "knead the dough"),
                "encoding",
                encoding);
        Answer embedded = binary("dev.sextant.embed", "e-1", Client.write(request));
        assertThat(embedded.header("ce-type")).isEqualTo("dev.sextant.embed.result");
        Answer answer = binary(embedded.header("ce-type"), embedded.header("ce-id"), embedded.body());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ce-type")).isEqualTo("dev.sextant.project.result");
        assertThat(answer.header("ce-id")).isEqualTo("e-1/embed/project");
        assertThat(answer.json().path("points")).hasSize(4);
        assertThat(answer.json().path("model").asText()).isEqualTo("all-minilm-l6-v2");
        Answer whole = structured("dev.sextant.embed.result", embedded.json());
        assertThat(whole.json().path("data")).isEqualTo(answer.json());
        assertThat(binary("dev.sextant.project", "e-1", embedded.body()).json()).isEqualTo(answer.json());
    }

    @Test
    void badDataNamesTheFieldAndIsNotTriedAgain() {
        JsonNode problem = structured("dev.sextant.project", Map.of("vectors", List.of(List.of(1), List.of(1, 2))))
                .json();
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("field").asText()).isEqualTo("vectors");
        assertThat(problem.path("index").asInt()).isEqualTo(1);
        Answer empty = binary("dev.sextant.embed.result", "e-1", "{}");
        assertThat(empty.status()).isEqualTo(400);
    }

    @Test
    void noPathLeadsToTheAdapters() {
        for (String path : List.of("/project-event", "/project-embedded-event")) {
            assertThat(Client.post(path, Client.write(DATA)).status()).isEqualTo(404);
        }
    }

    private static Answer binary(String type, String id, String data) {
        return Client.send(Client.to("/")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
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
