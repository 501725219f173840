package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Events of type `dev.sextant.embed` on `POST /`.
@QuarkusTest
class EmbedEventTest {
    private static final String DATA = "{\"texts\": [\"hello\"], \"dimensions\": 4}";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String STRUCTURED = "application/cloudevents+json";

    @Test
    void aBinaryEventIsAnsweredByABinaryEvent() {
        Answer answer = binary(Map.of("ce-subject", "greetings", "ce-traceparent", TRACE), DATA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("ce-specversion")).isEqualTo("1.0");
        assertThat(answer.header("ce-id")).isEqualTo("e-1/embed");
        assertThat(answer.header("ce-source")).isEqualTo("sextant/embed");
        assertThat(answer.header("ce-type")).isEqualTo("dev.sextant.embed.result");
        assertThat(answer.header("ce-subject")).isEqualTo("greetings");
        assertThat(answer.header("ce-traceparent")).isEqualTo(TRACE);
        assertData(answer.json());
    }

    @Test
    void aStructuredEventIsAnsweredByAStructuredEvent() {
        Answer answer = structured(event(Map.of("subject", "greetings", "traceparent", TRACE)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(STRUCTURED);
        JsonNode event = answer.json();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo("e-1/embed");
        assertThat(event.path("source").asText()).isEqualTo("sextant/embed");
        assertThat(event.path("type").asText()).isEqualTo("dev.sextant.embed.result");
        assertThat(event.path("subject").asText()).isEqualTo("greetings");
        assertThat(event.path("traceparent").asText()).isEqualTo(TRACE);
        assertData(event.path("data"));
    }

    @Test
    void whatTheEventHasNotTheReplyHasNot() {
        Answer binary = binary(Map.of(), DATA);
        assertThat(binary.headers().map().keySet()).doesNotContain("ce-subject", "ce-traceparent");
        JsonNode structured = structured(event(Map.of())).json();
        assertThat(structured.has("subject")).isFalse();
        assertThat(structured.has("traceparent")).isFalse();
    }

    @Test
    void theSameEventTwiceIsAnsweredByTheSameBytes() {
        assertThat(binary(Map.of(), DATA).body())
                .isEqualTo(binary(Map.of(), DATA).body());
        Map<String, Object> event = event(Map.of());
        assertThat(structured(event).body()).isEqualTo(structured(event).body());
    }

    @Test
    void bothModesTakeTheSameDataToTheSameResult() {
        assertThat(structured(event(Map.of())).json().path("data"))
                .isEqualTo(binary(Map.of(), DATA).json());
    }

    @Test
    void anUnknownTypeIsUnprocessable() {
        for (String type : List.of("dev.sextant.nothing", "embed", "dev.sextant.embed-event", "dev.sextant.")) {
            assertRefused(binary(Map.of("ce-type", type), DATA), 422, "unknown_type", "type");
            assertRefused(structured(event(Map.of("type", type))), 422, "unknown_type", "type");
        }
    }

    @Test
    void aMissingAttributeIsNamed() {
        for (String name : List.of("specversion", "id", "source", "type")) {
            Map<String, Object> event = event(Map.of());
            event.remove(name);
            assertRefused(structured(event), 400, "invalid_request", name);
            assertRefused(binary(Map.of("ce-" + name, ""), DATA), 400, "invalid_request", name);
        }
    }

    @Test
    void anotherSpecificationIsRefused() {
        assertRefused(structured(event(Map.of("specversion", "0.3"))), 400, "invalid_request", "specversion");
    }

    @Test
    void badDataIsABadRequestThatNamesTheField() {
        List<String> bad =
                List.of("{\"texts\": 5}", "{\"texts\": [7]}", "{\"texts\": []}", "{\"texts\": [\" \"]}", "{}");
        for (String data : bad) {
            assertRefused(binary(Map.of(), data), 400, "invalid_request", "texts");
        }
        for (String data : List.of("{\"texts\": [", "nonsense", "[1]", "7")) {
            assertThat(binary(Map.of(), data).status()).as(data).isEqualTo(400);
        }
    }

    @Test
    void badDataOfAStructuredEventNamesTheField() {
        List<Object> bad =
                List.of(Map.of("texts", List.of(" ")), Map.of(), Map.of("texts", List.of(7)), Map.of("texts", 5));
        for (Object data : bad) {
            Answer refused = structured(event(Map.of("data", data)));
            assertThat(refused.status()).as("%s: %s", data, refused.body()).isEqualTo(400);
            assertThat(refused.json().path("code").asText()).isEqualTo("invalid_request");
            assertThat(refused.json().path("field").asText()).contains("texts");
        }
        assertThat(structured(event(Map.of("data", "a string"))).status()).isEqualTo(400);
        assertThat(structured(event(Map.of("data", List.of(1)))).status()).isEqualTo(400);
    }

    @Test
    void anEventWithoutDataIsABadRequest() {
        assertRefused(binary(Map.of(), ""), 400, "invalid_request", "data");
        Map<String, Object> event = event(Map.of());
        event.remove("data");
        assertRefused(structured(event), 400, "invalid_request", "data");
        event.put("data_base64", "e30=");
        assertRefused(structured(event), 400, "invalid_request", "data_base64");
    }

    @Test
    void aStructuredEventThatIsNoneIsABadRequest() {
        for (String body : List.of("", "[]", "7", "{\"id\": ", "nonsense")) {
            assertThat(send(Map.of("Content-Type", STRUCTURED), body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void otherFormatsAreNotTaken() {
        assertRefused(
                send(Map.of("Content-Type", "application/cloudevents-batch+json"), "[]"),
                415,
                "unsupported_media_type",
                "");
        assertRefused(
                send(Map.of("Content-Type", "application/cloudevents+xml"), "<event/>"),
                415,
                "unsupported_media_type",
                "");
        assertRefused(send(Map.of("Content-Type", "application/json"), DATA), 415, "unsupported_media_type", "");
        assertRefused(structured(event(Map.of("datacontenttype", "text/plain"))), 415, "unsupported_media_type", "");
        assertRefused(binary(Map.of("Content-Type", "text/plain"), DATA), 415, "unsupported_media_type", "");
    }

    @Test
    void attributesAreStrings() {
        for (String name : List.of("type", "subject", "datacontenttype", "time")) {
            for (Object wrong : List.of(-0.5, true, List.of(), Map.of("a", 1))) {
                assertRefused(structured(event(Map.of(name, wrong))), 400, "invalid_request", name);
            }
        }
        assertThat(structured(event(Map.of("extension", 5))).status()).isEqualTo(200);
        Map<String, Object> event = event(Map.of());
        event.put("datacontenttype", null);
        assertRefused(structured(event), 400, "invalid_request", "datacontenttype");
    }

    @Test
    void theDataIsOfTheTypeThatIsRead() {
        for (String type : List.of("application/json", "application/json; charset=utf-8")) {
            assertThat(structured(event(Map.of("datacontenttype", type))).status())
                    .as(type)
                    .isEqualTo(200);
        }
        assertRefused(
                structured(event(Map.of("datacontenttype", "application/jsoN"))), 415, "unsupported_media_type", "");
    }

    @Test
    void anEventIsOneAtTheRootOnly() {
        Map<String, Object> event = event(Map.of("type", "dev.sextant.compare"));
        for (String path : List.of("/embed", "/compare", "/nowhere", "/embed//..")) {
            Answer structured = send(path, Map.of("Content-Type", STRUCTURED), Client.write(event));
            assertThat(structured.status()).as(path).isEqualTo(415);
            assertThat(structured.json().path("detail").asText()).contains("POST /");
        }
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "e-1",
                "ce-source", "/tests",
                "ce-type", "dev.sextant.compare");
        Answer plain = send("/embed", headers, DATA);
        assertThat(plain.headers().map()).doesNotContainKey("ce-id");
        assertThat(plain.json().path("embeddings").size()).isEqualTo(1);
        assertThat(send("/nowhere", headers, DATA).status()).isEqualTo(404);
    }

    @Test
    void whatCannotBeProcessedSaysWhy() {
        assertRefused(binary(Map.of(), "{\"texts\": [\"a\"], \"model\": \"nobody\"}"), 422, "unknown_model", "model");
        assertRefused(
                structured(event(Map.of("data", Map.of("texts", List.of("a"), "model", "nobody")))),
                422,
                "unknown_model",
                "model");
        String tooLong = Client.write(Map.of("texts", List.of("the ".repeat(300)), "overflow", "error"));
        assertRefused(binary(Map.of(), tooLong), 422, "text_too_long", "texts");
        String noRanges = "{\"texts\": [\"a\"], \"encoding\": \"int8\", \"normalize\": false}";
        assertRefused(binary(Map.of(), noRanges), 422, "no_ranges", "encoding");
    }

    @Test
    void tooManyTextsAreTooLarge() {
        String data = Client.write(Map.of("texts", Collections.nCopies(2049, "a")));
        assertRefused(binary(Map.of(), data), 413, "too_large", "texts");
    }

    private static void assertData(JsonNode data) {
        assertThat(data.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(data.path("dimensions").asInt()).isEqualTo(4);
        assertThat(data.path("tokens")).hasToString("[3]");
        assertThat(data.path("truncated")).hasToString("[]");
        assertThat(data.has("timings")).isFalse();
        assertThat(data.has("cached")).isFalse();
        Answer plain = Client.post("/embed", DATA);
        assertThat(Client.floats(data.path("embeddings").path(0))).containsExactly(plain.vector(0));
    }

    private static void assertRefused(Answer refused, int status, String code, String field) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asText()).isEqualTo(code);
        assertThat(refused.json().path("field").asText()).as(refused.body()).isEqualTo(field);
    }

    private static Map<String, Object> event(Map<String, Object> others) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "specversion", "1.0",
                "id", "e-1",
                "source", "/tests",
                "type", "dev.sextant.embed",
                "data", Client.read(DATA)));
        event.putAll(others);
        return event;
    }

    private static Answer structured(Map<String, Object> event) {
        return send(Map.of("Content-Type", STRUCTURED), Client.write(event));
    }

    private static Answer binary(Map<String, String> others, String data) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "e-1",
                "ce-source", "/tests",
                "ce-type", "dev.sextant.embed"));
        headers.putAll(others);
        return send(headers, data);
    }

    private static Answer send(Map<String, String> headers, String body) {
        return send("/", headers, body);
    }

    private static Answer send(String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = Client.to(path).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return Client.send(request);
    }
}
