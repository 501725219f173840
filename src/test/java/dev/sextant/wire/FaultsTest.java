package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that can go wrong with a request, as problem details.
@QuarkusTest
class FaultsTest {
    private static final String JSON = "application/json";
    private static final String GOOD = "{\"texts\": [\"hello\"]}";

    /// A request and what must come back.
    ///
    /// @param type of the content, empty for none
    /// @param field empty for none
    /// @param words that the detail must have
    record Case(
            String method,
            String path,
            String type,
            String body,
            int status,
            String code,
            String field,
            List<String> words) {

        HttpRequest.Builder request() {
            HttpRequest.Builder request = Client.to(path).method(method, HttpRequest.BodyPublishers.ofString(body));
            return type.isEmpty() ? request : request.header("Content-Type", type);
        }

        @Override
        public String toString() {
            return "%s %s %s %.40s".formatted(method, path, type, body);
        }
    }

    private static Case invalid(String body, String field, String... words) {
        return new Case("POST", "/embed", JSON, body, 400, "invalid_request", field, List.of(words));
    }

    private static Case other(String method, String path, String type, int status, String code, String... words) {
        return new Case(method, path, type, method.equals("GET") ? "" : GOOD, status, code, "", List.of(words));
    }

    static Stream<Case> cases() {
        return Stream.of(
                invalid("", "", "the body is empty", "texts"),
                invalid("null", "", "the body is empty"),
                invalid("{", "", "not valid JSON", "line 1"),
                invalid("{\"texts\": [\"a\",]}", "", "not valid JSON", "column"),
                invalid("{\"texts\": [\"a\"", "", "not valid JSON"),
                invalid("{texts: 1}", "", "not valid JSON"),
                invalid("nonsense", "", "not valid JSON"),
                invalid(GOOD + " trailing", "", "not valid JSON"),
                invalid(GOOD + GOOD, ""),
                invalid("[1]", "", "an object", "[1]"),
                invalid("7", "", "an object", "7"),
                invalid("\"text\"", "", "an object"),
                invalid("{}", "texts", "missing"),
                invalid("{\"texts\": null}", "texts", "missing"),
                invalid("{\"texts\": []}", "texts", "empty"),
                invalid("{\"texts\": \"hello\"}", "texts", "a list", "\"hello\""),
                invalid("{\"texts\": {\"a\": 1}}", "texts", "a list"),
                invalid("{\"texts\": [\"a\", 12]}", "texts", "texts[1]", "a string", "12"),
                invalid("{\"texts\": [true]}", "texts", "texts[0]", "a string", "true"),
                invalid("{\"texts\": [\"a\", [\"b\"]]}", "texts", "texts[1]", "a string"),
                invalid("{\"texts\": [\"a\", null]}", "texts", "texts[1]", "null"),
                invalid("{\"texts\": [\"a\", \"\"]}", "texts", "texts[1]", "blank"),
                invalid("{\"texts\": [\"\\u2003\\t\\n\"]}", "texts", "texts[0]", "blank"),
                invalid("{\"texts\": [\"a\"], \"dimensions\": \"4\"}", "dimensions", "a whole number", "\"4\""),
                invalid("{\"texts\": [\"a\"], \"dimensions\": 4.5}", "dimensions", "a whole number", "4.5"),
                invalid("{\"texts\": [\"a\"], \"dimensions\": 99999999999}", "dimensions"),
                invalid("{\"texts\": [\"a\"], \"normalize\": \"yes\"}", "normalize", "true or false", "yes"),
                invalid("{\"texts\": [\"a\"], \"normalize\": 1}", "normalize", "true or false"),
                invalid("{\"texts\": [\"a\"], \"model\": 5}", "model", "a string", "5"),
                invalid("{\"texts\": [\"a\"], \"inspect\": []}", "inspect", "true or false"),
                invalid("[".repeat(50_000), ""),
                invalid("{\"texts\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}", "texts"),
                invalid("{\"ignored\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}", ""),
                other("GET", "/embed", "", 405, "method_not_allowed", "GET", "POST"),
                other("PUT", "/embed", JSON, 405, "method_not_allowed", "PUT", "POST"),
                other("DELETE", "/embed", "", 405, "method_not_allowed", "DELETE"),
                other("PATCH", "/embed", JSON, 405, "method_not_allowed", "PATCH"),
                other("PUT", "/", JSON, 405, "method_not_allowed", "PUT"),
                other("GET", "/embed/stream", "", 405, "method_not_allowed"),
                other("POST", "/info", JSON, 405, "method_not_allowed"),
                other("GET", "/nothing", "", 404, "not_found", "/nothing"),
                other("POST", "/nothing", JSON, 404, "not_found", "/nothing"),
                other("GET", "/embed/", "", 404, "not_found"),
                other("POST", "/embed/other", JSON, 404, "not_found"),
                other("POST", "/embed-event", JSON, 404, "not_found"),
                other("GET", "/q/nothing", "", 404, "not_found"),
                other("GET", "/%3Cscript%3E", "", 404, "not_found"),
                other("POST", "/embed", "application/x-www-form-urlencoded", 415, "unsupported_media_type", "form"),
                other("POST", "/embed", "text/plain; charset=utf-8", 415, "unsupported_media_type", "text/plain"),
                other("POST", "/embed", "multipart/form-data; boundary=b", 415, "unsupported_media_type"),
                other("POST", "/embed", "rubbish", 415, "unsupported_media_type"),
                other("POST", "/embed/stream", JSON, 415, "unsupported_media_type"),
                other("POST", "/", JSON, 415, "unsupported_media_type", "CloudEvents"),
                new Case(
                        "POST",
                        "/embed",
                        JSON,
                        "{\"texts\": [\"a\"], \"model\": \"no-such-model\"}",
                        422,
                        "unknown_model",
                        "model",
                        List.of("no-such-model", "all-minilm-l6-v2")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBadRequestIsAnsweredByProblemDetails(Case bad) {
        Answer answer = Client.send(bad.request());
        assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo(bad.code);
        assertThat(problem.path("type").asText()).isEqualTo("urn:sextant:" + bad.code);
        assertThat(problem.path("status").asInt()).isEqualTo(bad.status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("field").asText()).as(answer.body()).isEqualTo(bad.field);
        assertThat(problem.path("detail").asText())
                .satisfies(
                        detail -> bad.words.forEach(word -> assertThat(detail).contains(word)));
        assertThat(problem.path("requestId").asText()).isNotEmpty().isEqualTo(answer.header("X-Request-Id"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noAnswerTellsOfOurInsides(Case bad) {
        assertThat(Client.send(bad.request()).body())
                .doesNotContain("dev.sextant.", "\tat ", "Exception", "java.", "jackson", "io.quarkus", "io.vertx")
                .doesNotContain("StreamReadConstraints", "JsonParser", "EmbedRequest", "<html", ".java");
    }

    @Test
    void aPlaceInAListIsGivenAsItsIndex() {
        for (String text : List.of("7", "null", "\"\"", "{}", "false")) {
            JsonNode problem = Client.post("/embed", "{\"texts\": [\"a\", \"b\", %s]}".formatted(text))
                    .json();
            assertThat(problem.path("index").asInt()).as(problem.toString()).isEqualTo(2);
        }
    }

    @Test
    void aPathTellsTheMethodsThatItAnswers() {
        assertThat(Client.get("/embed").header("Allow")).isEqualTo("POST");
        assertThat(Client.get("/embed/stream").header("Allow")).isEqualTo("POST");
        Answer root = Client.send(Client.to("/").method("DELETE", HttpRequest.BodyPublishers.noBody()));
        assertThat(root.header("Allow")).isEqualTo("GET, HEAD, POST");
        assertThat(Client.post("/info", "{}").header("Allow")).contains("GET");
    }

    @Test
    void tooManyTextsAreTooLarge() {
        Answer answer = Client.post("/embed", Client.write(Map.of("texts", Collections.nCopies(2049, "a"))));
        assertThat(answer.status()).isEqualTo(413);
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo("too_large");
        assertThat(problem.path("field").asText()).isEqualTo("texts");
        assertThat(problem.path("limit").asInt()).isEqualTo(2048);
        assertThat(problem.path("actual").asInt()).isEqualTo(2049);
    }

    @Test
    void asManyTextsAsAllowedAreAnswered() {
        Answer answer = Client.embed(Map.of("texts", Collections.nCopies(2048, "a"), "dimensions", 1));
        assertThat(answer.json().path("embeddings")).hasSize(2048);
    }

    @Test
    void tooManyTokensAreTooLarge() {
        Answer answer =
                Client.post("/embed", Client.write(Map.of("texts", Collections.nCopies(1200, "the ".repeat(300)))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(300_000);
        assertThat(answer.json().path("actual").asInt()).isEqualTo(1200 * 256);
    }

    @Test
    void aTextOfAMegabyteIsCutAndAnswered() {
        Answer answer = Client.embed(Map.of("texts", List.of("word ".repeat(209_000)), "dimensions", 2));
        assertThat(answer.json().path("truncated")).hasToString("[0]");
        assertThat(answer.json().path("tokens")).hasToString("[256]");
    }

    @Test
    void aLongerTextIsRefusedByItsIndex() {
        Answer answer = Client.post("/embed", Client.write(Map.of("texts", List.of("short", "word ".repeat(210_000)))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("index").asInt()).isEqualTo(1);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(1_048_576);
        assertThat(answer.json().path("actual").asInt()).isEqualTo(1_050_000);
    }

    @Test
    void whatIsAcceptedMustAdmitJson() {
        for (String accept : List.of("text/html", "application/xml, text/plain")) {
            Answer answer = Client.send(good().header("Accept", accept));
            assertThat(answer.status()).isEqualTo(406);
            assertThat(answer.json().path("code").asText()).isEqualTo("not_acceptable");
            assertThat(answer.json().path("detail").asText()).contains(accept);
        }
        for (String accept : List.of("*/*", "application/*", "text/html, application/json;q=0.1")) {
            assertThat(Client.send(good().header("Accept", accept)).status())
                    .as(accept)
                    .isEqualTo(200);
        }
    }

    @Test
    void aPlainRequestIdIsKeptAndAnotherReplaced() {
        for (String path : List.of("/embed", "/nothing", "/info")) {
            assertThat(withId(path, "order-66.a:b_c").header("X-Request-Id")).isEqualTo("order-66.a:b_c");
            for (String bad : List.of("two words", "<script>", "x".repeat(65), "a;b")) {
                assertThat(withId(path, bad).header("X-Request-Id"))
                        .isNotEqualTo(bad)
                        .matches("[0-9a-f-]{36}");
            }
        }
        assertThat(withId("/nothing", "order-66").json().path("requestId").asText())
                .isEqualTo("order-66");
        assertThat(Client.get("/info").header("X-Request-Id"))
                .isNotEqualTo(Client.get("/info").header("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing",
        "HEAD, /nothing",
        "OPTIONS, /embed",
        "TRACE, /embed",
        "GET, /v1/nothing",
        "POST, /v1/embeddings",
        "POST, /v1/models",
        "GET, /collections/no-such",
        "PUT, /collections/Wrong_Name",
        "POST, /collections/no-such/documents",
        "GET, /jobs/no-such",
        "GET, /explorer/nothing",
        "POST, /explorer/",
        "GET, /q/nothing",
        "GET, /q/health/nothing"
    })
    void everyErrorCarriesTheRequestsId(String method, String path) {
        Answer answer =
                Client.send(Client.to(path).header("X-Request-Id", "order-67").method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("X-Request-Id")).isEqualTo("order-67");
        boolean hasBody = !method.equals("HEAD");
        if (hasBody && !path.startsWith("/v1/")) {
            assertThat(answer.json().path("requestId").asText()).isEqualTo("order-67");
        }
    }

    @Test
    void clientsThatOfferHttp2AreAnsweredToo() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(Client.send(http, good()).status()).isEqualTo(200);
            HttpRequest.Builder bad =
                    Client.to("/embed").header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString("{"));
            Answer answer = Client.send(http, bad);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("code").asText()).isEqualTo("invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/embed",
                "/embed/stream",
                "/",
                "/v1/embeddings",
                "/tei/embed",
                "/collections/notes/documents",
                "/collections/notes/map"
            })
    void aCompressedBodyIsRefused(String path) {
        Answer answer = Client.send(Client.to(path)
                .header("Content-Type", JSON)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(GOOD)));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).contains("Content-Encoding is", "gzip", "send it uncompressed");
        assertThat(Client.send(good().header("Content-Encoding", "identity")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"texts": ["a"], "dimensions": NaN}| Non-standard token 'NaN'
            {"texts": ["a"], "dimensions": %s}| Number value length (1001) exceeds the maximum allowed (1000)
            {"texts": x}| Unrecognized token 'x': was expecting
            """)
    void whatIsNoJsonIsToldInWholeWords(String body, String said) {
        Answer answer = Client.post("/embed", body.replace("%s", "9".repeat(1_001)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .startsWith("the body is not valid JSON")
                .endsWith(said);
    }

    private static HttpRequest.Builder good() {
        return Client.to("/embed").header("Content-Type", JSON).POST(HttpRequest.BodyPublishers.ofString(GOOD));
    }

    private static Answer withId(String path, String id) {
        HttpRequest.Builder request = path.equals("/embed") ? good() : Client.to(path);
        return Client.send(request.header("X-Request-Id", id));
    }

    /// Jackson takes what begins so for UTF-32.
    @ParameterizedTest
    @CsvSource({
        "POST, /embed, application/json",
        "POST, /compare, application/json",
        "POST, /, application/cloudevents+json",
        "POST, /v1/embeddings, application/json",
        "POST, /calibrate, application/json",
        "PUT, /collections/utf32, application/json",
        "POST, /collections/utf32/documents, application/json"
    })
    void bytesThatAreNoCharactersAreABadRequest(String method, String path, String type) {
        Client.send(Client.to("/collections/utf32")
                .header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofString("{}")));
        byte[] body = {0, 0, 0, '{', '"', 'a', '"', ':', '1', '}', ' ', ' '};
        Answer answer = Client.send(Client.to(path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }
}
