package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// `POST /embed/stream`: lines in, lines out.
@QuarkusTest
class EmbedStreamTest {

    @Test
    void answersLinesInOrderWithTheirIds() {
        List<JsonNode> lines = stream("", """
                {"id": "first", "text": "hello"}
                {"id": 2, "text": "hello world"}
                {"text": "hello"}
                {"id": {"deep": [1]}, "text": "bye"}
                """);
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0).path("id")).hasToString("\"first\"");
        assertThat(lines.get(1).path("id")).hasToString("2");
        assertThat(lines.get(2).has("id")).isFalse();
        assertThat(lines.get(3).path("id")).hasToString("{\"deep\":[1]}");
        for (int i = 0; i < 4; i++) {
            assertThat(lines.get(i).path("index").asInt()).isEqualTo(i);
        }
        assertThat(lines.get(1).path("tokens").asInt()).isEqualTo(4);
        assertThat(Client.floats(lines.get(1).path("embedding"))).containsExactly(Client.vectorOf("hello world"));
        assertThat(lines.get(2).path("embedding")).isEqualTo(lines.get(0).path("embedding"));
    }

    @Test
    void theLastLineSumsUp() {
        List<JsonNode> lines = stream("", "{\"text\": \"%s\"}\n{\"text\": 5}\n".formatted("the ".repeat(300)));
        JsonNode summary = lines.getLast();
        assertThat(summary.path("done").asBoolean()).isTrue();
        assertThat(summary.path("count").asInt()).isEqualTo(2);
        assertThat(summary.path("failed").asInt()).isEqualTo(1);
        assertThat(summary.path("truncated").asInt()).isEqualTo(1);
        assertThat(summary.path("seconds").asDouble()).isPositive();
        assertThat(summary.path("textsPerSecond").asDouble()).isPositive();
    }

    @Test
    void aBadLineIsAnsweredInItsPlace() {
        List<JsonNode> lines = stream("", """
                {"text": "good"}
                {"id": "a", "text": ""}
                {"id": "b"}
                not json
                ["text"]
                {"id": "c", "text": 7}
                {"text": "cut off
                {"text": "good"} {"text": "and more"}
                {"text": "good"}
                """);
        assertThat(lines).hasSize(10);
        for (int i : new int[] {1, 2, 3, 4, 5, 6, 7}) {
            JsonNode line = lines.get(i);
            assertThat(line.path("index").asInt()).isEqualTo(i);
            assertThat(line.path("error").path("code").asText())
                    .as(line.toString())
                    .isEqualTo("invalid_request");
            assertThat(line.path("error").path("status").asInt()).isEqualTo(400);
            assertThat(line.path("error").path("detail").asText()).isNotEmpty();
        }
        assertThat(lines.get(1).path("id").asText()).isEqualTo("a");
        assertThat(lines.get(2).path("id").asText()).isEqualTo("b");
        assertThat(lines.get(5).path("error").path("field").asText()).isEqualTo("text");
        assertThat(lines.get(8).path("embedding")).isEqualTo(lines.get(0).path("embedding"));
        assertThat(lines.get(9).path("failed").asInt()).isEqualTo(7);
    }

    @Test
    void emptyLinesAreNotCounted() {
        List<JsonNode> lines = stream("", "\n\r\n{\"text\": \"one\"}\r\n\n\n{\"text\": \"two\"}");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).path("index").asInt()).isEqualTo(1);
        assertThat(lines.get(2).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void nothingInGivesOnlyTheSummary() {
        List<JsonNode> lines = stream("", "");
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().path("count").asInt()).isZero();
    }

    @Test
    void embedsOtherFieldsAreQueryParameters() {
        JsonNode plain = stream("?dimensions=3", "{\"text\": \"hello\"}").getFirst();
        assertThat(plain.path("embedding")).hasSize(3);
        JsonNode other = stream(
                        "?model=ALL-minilm-l6-v2-int8&role=query&normalize=false&encoding=base64&overflow=truncate",
                        "{\"text\": \"hello\"}")
                .getFirst();
        assertThat(Base64.getDecoder().decode(other.path("embedding").asText())).hasSize(4 * 384);
        JsonNode expected = Client.embed(Map.of(
                        "texts",
                        List.of("hello"),
                        "model",
                        "all-minilm-l6-v2-int8",
                        "normalize",
                        false,
                        "encoding",
                        "base64"))
                .json();
        assertThat(other.path("embedding"))
                .isEqualTo(expected.path("embeddings").path(0));
    }

    @Test
    void wrongParametersAreRefusedBeforeTheStream() {
        assertRefused("?model=nobody", 422, "unknown_model", "model");
        assertRefused("?normalize=yes", 400, "invalid_request", "normalize");
        assertRefused("?dimensions=many", 400, "invalid_request", "dimensions");
        assertRefused("?dimensions=385", 400, "invalid_request", "dimensions");
        assertRefused("?encoding=hex", 400, "invalid_request", "encoding");
        assertRefused("?encoding=int8&normalize=false", 422, "no_ranges", "encoding");
    }

    @Test
    void aLongTextFailsItsLineWhereThatIsWanted() {
        String text = "the ".repeat(300);
        List<JsonNode> lines = stream(
                "?overflow=error",
                "{\"text\": \"short\"}\n{\"id\": 9, \"text\": \"%s\"}\n{\"text\": \"short\"}\n".formatted(text));
        assertThat(lines.get(0).has("embedding")).isTrue();
        JsonNode error = lines.get(1).path("error");
        assertThat(lines.get(1).path("id").asInt()).isEqualTo(9);
        assertThat(error.path("code").asText()).isEqualTo("text_too_long");
        assertThat(error.path("limit").asInt()).isEqualTo(256);
        assertThat(error.path("actual").asInt()).isEqualTo(302);
        assertThat(lines.get(2).path("embedding")).isEqualTo(lines.get(0).path("embedding"));
        assertThat(lines.get(3).path("truncated").asInt()).isZero();
    }

    @Test
    void aLineBeyondTheLimitFailsInItsPlace() {
        String line = "{\"text\": \"%s\"}".formatted("x".repeat(2 << 20));
        List<JsonNode> lines = stream("", "{\"text\": \"a\"}\n" + line + "\n{\"text\": \"b\"}\n");
        assertThat(lines).hasSize(4);
        JsonNode error = lines.get(1).path("error");
        assertThat(error.path("code").asText()).isEqualTo("too_large");
        assertThat(error.path("limit").asInt()).isEqualTo(2 << 20);
        assertThat(error.path("actual").asInt()).isEqualTo(line.length());
        assertThat(lines.get(2).path("index").asInt()).isEqualTo(2);
        assertThat(lines.get(2).has("embedding")).isTrue();
    }

    @Test
    void doesNotFillTheCache() {
        String text = "only streamed " + UUID.randomUUID();
        assertThat(stream("", Client.write(Map.of("text", text)))).hasSize(2);
        assertThat(Client.embed(Map.of("texts", List.of(text)))
                        .json()
                        .path("cached")
                        .asInt())
                .isZero();
    }

    @Test
    void aClientGetsItsAnswerBeforeItHasSentEverything() throws IOException {
        try (StreamSocket socket = new StreamSocket(Client.port(), "?dimensions=4")) {
            for (int i = 0; i < 3; i++) {
                socket.send("{\"id\": %d, \"text\": \"line %d\"}".formatted(i, i));
                assertThat(Client.read(socket.read()).path("id").asInt()).isEqualTo(i);
            }
            socket.end();
            assertThat(Client.read(socket.read()).path("count").asInt()).isEqualTo(3);
        }
    }

    @Test
    void thousandsOfLinesPassAClientThatReadsWhileItWrites() throws Exception {
        int count = 5_000;
        try (StreamSocket socket = new StreamSocket(Client.port(), "");
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Callable<Integer> sending = () -> {
                for (int i = 0; i < count; i++) {
                    socket.send("{\"id\": %d, \"text\": \"text number %d\"}".formatted(i, i % 40));
                }
                socket.end();
                return count;
            };
            Future<Integer> sent = writer.submit(sending);
            List<String> first = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                JsonNode line = Client.read(socket.read());
                assertThat(line.path("id").asInt()).isEqualTo(i);
                assertThat(line.path("index").asInt()).isEqualTo(i);
                String vector = line.path("embedding").toString();
                if (i < 40) {
                    first.add(vector);
                } else {
                    assertThat(vector.equals(first.get(i % 40)))
                            .as("vector of line %d", i)
                            .isTrue();
                }
            }
            assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(count);
            JsonNode summary = Client.read(socket.read());
            assertThat(summary.path("count").asInt()).isEqualTo(count);
            assertThat(summary.path("failed").asInt()).isZero();
        }
    }

    @Test
    void goesOnAnsweringOthersWhenAClientGoesAway() throws IOException {
        for (int i = 0; i < 30; i++) {
            try (StreamSocket socket = new StreamSocket(Client.port(), "")) {
                socket.send("{\"text\": \"one\"}");
                assertThat(Client.read(socket.read()).path("index").asInt()).isZero();
                socket.send("{\"text\": \"two\"}");
                socket.send("{\"text\": \"cut o");
                socket.reset();
            }
        }
        assertThat(stream("", "{\"text\": \"one\"}")).hasSize(2);
        assertThat(Client.embed(Map.of("texts", List.of("still here"))).status())
                .isEqualTo(200);
    }

    private static void assertRefused(String query, int status, String code, String field) {
        Answer refused = post(query, "{\"text\": \"a\"}\n");
        assertThat(refused.status()).as(query).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asText()).isEqualTo(code);
        assertThat(refused.json().path("field").asText()).isEqualTo(field);
    }

    private static List<JsonNode> stream(String query, String lines) {
        Answer answer = post(query, lines);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        return answer.body().lines().map(Client::read).toList();
    }

    private static Answer post(String query, String lines) {
        return Client.send(Client.to("/embed/stream" + query)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    }
}
