package dev.sextant.face.tei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Text Embeddings Inference as its clients know it. None of them is written in Java, so their requests are sent as
/// they send them.
@QuarkusTest
class TeiTest {
    private static final List<String> TEXTS = List.of("the tide comes in", "two coffees", "été 👩‍🚀");
    private static final String EMBED = "/tei/embed";
    private static final String SIMILARITY = "/tei/similarity";
    private static final String TOKENIZE = "/tei/tokenize";

    /// What comes behind `"inputs"`: of curl, LlamaIndex, Chroma, Haystack and LangChain by huggingface_hub, and
    /// Milvus.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"truncate\": true",
                ", \"normalize\": true, \"truncate\": true",
                ", \"normalize\": null, \"prompt_name\": null, \"truncate\": null, \"truncation_direction\": null",
                ", \"truncate\": true, \"truncation_direction\": \"Right\"",
                ", \"truncate\": false, \"truncation_direction\": \"left\"",
                ", \"model\": \"whatever\", \"dimensions\": null"
            })
    void clientsGetTheVectorsOfEmbed(String fields) {
        Answer embedded = Client.embed(Map.of("texts", TEXTS));
        for (String path : List.of(EMBED, "/tei", "/tei/")) {
            Answer answer = Client.post(path, "{\"inputs\": %s%s}".formatted(Client.write(TEXTS), fields));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.json()).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(Client.floats(answer.json().path(i))).containsExactly(embedded.vector(i));
            }
        }
    }

    @Test
    void aStringIsAnsweredByAListOfOneVector() {
        Answer answer = Client.post(EMBED, "{\"inputs\": \"two coffees\"}");
        assertThat(answer.json()).hasSize(1);
        assertThat(Client.floats(answer.json().path(0))).containsExactly(Client.vectorOf("two coffees"));
    }

    @Test
    void aClientMayAskForFewerDimensionsAndForVectorsAsTheyWerePooled() {
        for (boolean normalize : new boolean[] {true, false}) {
            Answer embedded = Client.embed(Map.of("texts", TEXTS, "dimensions", 16, "normalize", normalize));
            Answer answer =
                    Client.post(EMBED, Client.write(Map.of("inputs", TEXTS, "dimensions", 16, "normalize", normalize)));
            assertThat(Client.floats(answer.json().path(1))).containsExactly(embedded.vector(1));
        }
    }

    @Test
    void longTextsAreCutAtEitherEndOrRefused() {
        String end = "a quiet harbour " + "sea ".repeat(251);
        String text = "the first words are lost " + end;
        String cut = "{\"inputs\": \"%s\", \"truncate\": true, \"truncation_direction\": \"%s\"}";
        float[] right = Client.floats(
                Client.post(EMBED, cut.formatted(text, "Right")).json().path(0));
        float[] left = Client.floats(
                Client.post(EMBED, cut.formatted(text, "Left")).json().path(0));
        assertThat(right).containsExactly(Client.vectorOf(text));
        assertThat(left).as("254 tokens and two around them").containsExactly(Client.vectorOf(end), within(1e-6f));
        assertThat(left).isNotEqualTo(right);
        assertThat(Client.floats(
                        Client.post(EMBED, cut.formatted(text, "Right")).json().path(0)))
                .as("kept apart in the cache")
                .containsExactly(right);

        Answer refused = Client.post(EMBED, "{\"inputs\": [\"short\", \"%s\"], \"truncate\": false}".formatted(text));
        assertError(refused, 422, "Validation", "text 1 has 261 tokens", "reads 256", "truncate");
    }

    @Test
    void similaritiesAreTheCosinesOfEmbedsVectors() {
        Answer answer = Client.post(
                SIMILARITY,
                Client.write(
                        Map.of("inputs", Map.of("source_sentence", TEXTS.get(0), "sentences", TEXTS.subList(1, 3)))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode compared =
                Client.post("/compare", Client.write(Map.of("texts", TEXTS))).json();
        assertThat(answer.json()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(answer.json().path(i).asDouble())
                    .isCloseTo(
                            compared.at("/metrics/cosine/matrix/0/" + (i + 1)).asDouble(), within(1e-5));
        }
    }

    @Test
    void similarityTakesParameters() {
        String inputs = "{\"inputs\": {\"source_sentence\": \"tea\", \"sentences\": [\"tea\", \"%s\"]}, %s}";
        Answer answer = Client.post(
                SIMILARITY,
                inputs.formatted("sea ".repeat(300), "\"parameters\": {\"truncate\": true, \"prompt_name\": null}"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path(0).asDouble()).isCloseTo(1, within(1e-6));
        assertError(
                Client.post(SIMILARITY, inputs.formatted("sea ".repeat(300), "\"parameters\": {\"truncate\": false}")),
                422,
                "Validation",
                "text 2 has 302 tokens");
    }

    /// Ids of BERT's vocabulary, as anybody can look them up.
    @Test
    void tokensAreThoseOfTheModelWithTheirPlaces() {
        Answer answer = Client.post(TOKENIZE, "{\"inputs\": \"Hello, world\"}");
        assertThat(answer.json()).isEqualTo(Client.read("""
                [[{"id": 101, "text": "[CLS]", "special": true, "start": null, "stop": null},
                  {"id": 7592, "text": "Hello", "special": false, "start": 0, "stop": 5},
                  {"id": 1010, "text": ",", "special": false, "start": 5, "stop": 6},
                  {"id": 2088, "text": "world", "special": false, "start": 7, "stop": 12},
                  {"id": 102, "text": "[SEP]", "special": true, "start": null, "stop": null}]]"""));
        Answer bare = Client.post(
                TOKENIZE, "{\"inputs\": [\"world\", \"Hello\"], \"add_special_tokens\": false, \"prompt_name\": null}");
        assertThat(bare.json()).isEqualTo(Client.read("""
                [[{"id": 2088, "text": "world", "special": false, "start": 0, "stop": 5}],
                 [{"id": 7592, "text": "Hello", "special": false, "start": 0, "stop": 5}]]"""));
    }

    @Test
    void placesOfTokensAreCodePoints() {
        String text = "été 👩‍🚀 naïve 北京 sea \uD83D\uDEF6\uD83D\uDEF6x";
        int[] points = text.codePoints().toArray();
        for (JsonNode token : tokens(text)) {
            if (!token.path("special").asBoolean()) {
                int start = token.path("start").asInt();
                int stop = token.path("stop").asInt();
                assertThat(token.path("text").asText()).isEqualTo(new String(points, start, stop - start));
            }
        }
        assertThat(tokens(text))
                .extracting(token -> token.path("text").asText())
                .contains("naïve", "北", "sea");
    }

    @Test
    void aTextOfManyWindowsIsShownWhole() {
        List<JsonNode> tokens = tokens("🛶 " + "sea ".repeat(1_000));
        assertThat(tokens).hasSize(1_003);
        assertThat(tokens.getFirst().path("text").asText()).isEqualTo("[CLS]");
        assertThat(tokens.getLast().path("text").asText()).isEqualTo("[SEP]");
        for (int i = 2; i < 1_002; i++) {
            assertThat(tokens.get(i).path("text").asText()).isEqualTo("sea");
            assertThat(tokens.get(i).path("start").asInt()).isEqualTo(2 + 4 * (i - 2));
        }
    }

    @Test
    void namesOfSpecialTokensInATextAreItsOwn() {
        List<JsonNode> tokens = tokens("[CLS] tea [SEP]");
        assertThat(tokens)
                .extracting(token -> token.path("special").asBoolean())
                .containsExactly(true, false, false, false, true);
        assertThat(tokens.get(1).path("id").asInt()).isEqualTo(101);
    }

    @Test
    void loneSurrogatesAreReadAsTheReplacementCharacter() {
        String lone = "{\"inputs\": \"a \\ud83d b\"}";
        assertThat(Client.post(EMBED, lone).body())
                .isEqualTo(Client.post(EMBED, "{\"inputs\": \"a \uFFFD b\"}").body());
        assertThat(Client.post(TOKENIZE, lone).body())
                .isEqualTo(Client.post(TOKENIZE, "{\"inputs\": \"a \uFFFD b\"}").body());
    }

    @Test
    void theAnswerSaysWhatItCost() {
        String text = "a canoe 🛶 " + UUID.randomUUID();
        Answer answer = Client.post(EMBED, Client.write(Map.of("inputs", List.of(text, "tea"))));
        assertThat(answer.header("x-compute-type")).isEqualTo("cpu+optimized");
        assertThat(Integer.parseInt(answer.header("x-compute-characters")))
                .isEqualTo(3 + text.codePointCount(0, text.length()));
        assertThat(Integer.parseInt(answer.header("x-compute-tokens")))
                .isEqualTo(3 + tokens(text).size());
        for (String time :
                List.of("x-compute-time", "x-total-time", "x-tokenization-time", "x-queue-time", "x-inference-time")) {
            assertThat(Long.parseLong(answer.header(time))).as(time).isBetween(0L, 60_000L);
        }
    }

    @Test
    void infoHasTheFieldsOfTei() {
        JsonNode info = Client.get("/tei/info").json();
        assertThat(info.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "model_id",
                        "model_sha",
                        "model_dtype",
                        "served_model_name",
                        "model_type",
                        "max_concurrent_requests",
                        "max_input_length",
                        "max_batch_tokens",
                        "max_batch_requests",
                        "max_client_batch_size",
                        "auto_truncate",
                        "tokenization_workers",
                        "version",
                        "sha",
                        "docker_label");
        assertThat(info.path("model_id").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(info.path("model_dtype").asText()).isEqualTo("float32");
        assertThat(info.at("/model_type/embedding/pooling").asText()).isEqualTo("mean");
        assertThat(info.path("max_input_length").asInt()).isEqualTo(256);
        assertThat(info.path("max_client_batch_size").asInt()).isEqualTo(2048);
        assertThat(info.path("max_concurrent_requests").asInt()).isEqualTo(600_000 / 256);
        assertThat(info.path("max_batch_tokens").asInt()).isPositive();
        assertThat(info.path("auto_truncate").asBoolean()).isTrue();
    }

    @Test
    void healthIsAnEmptyAnswer() {
        Answer answer = Client.get("/tei/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /tei/embed      | {"inputs": []}                                     | 400 | Empty      | inputs
            /tei/tokenize   | {"inputs": []}                                     | 400 | Empty      | inputs
            /tei/similarity | {"inputs": {"source_sentence": "a", "sentences": []}} | 400 | Empty   | inputs.sentences
            /tei/embed      | {"inputs":                                         | 400 | Validation | not valid JSON
            /tei/embed      | {"inputs": "a"} {                                  | 400 | Validation | the body
            /tei/embed      | null                                               | 400 | Validation | empty
            /tei/embed      | {}                                                 | 422 | Validation | inputs is missing
            /tei/embed      | {"inputs": null}                                   | 422 | Validation | inputs is missing
            /tei/embed      | {"inputs": ""}                                     | 422 | Validation | inputs[0] is blank
            /tei/embed      | {"inputs": ["a", ""]}                              | 422 | Validation | inputs[1] is blank
            /tei/embed      | {"inputs": 5}                                      | 422 | Validation | a string or a list
            /tei/embed      | {"inputs": {"a": 1}}                               | 422 | Validation | a string or a list
            /tei/embed      | {"inputs": [1, 2]}                                 | 422 | Validation | token id
            /tei/embed      | {"inputs": [[1, 2]]}                               | 422 | Validation | token id
            /tei/embed      | {"inputs": [["a"]]}                                | 422 | Validation | inputs[0]
            /tei/embed      | {"inputs": ["a", true]}                            | 422 | Validation | inputs[1]
            /tei/embed      | {"inputs": ["a", null]}                            | 422 | Validation | inputs[1] is null
            /tei/embed      | {"inputs": "a", "normalize": "yes"}                | 422 | Validation | normalize
            /tei/embed      | {"inputs": "a", "truncate": 1}                     | 422 | Validation | truncate
            /tei/embed      | {"inputs": "a", "truncation_direction": "up"}      | 422 | Validation | left, right
            /tei/embed      | {"inputs": "a", "dimensions": 0}                   | 422 | Validation | dimensions
            /tei/embed      | {"inputs": "a", "dimensions": 385}                 | 422 | Validation | from 1 to 384
            /tei/embed      | {"inputs": "a", "prompt_name": "query"}            | 422 | Validation | has no prompts
            /tei/tokenize   | {"inputs": "a", "prompt_name": "query"}            | 422 | Validation | has no prompts
            /tei/tokenize   | {"inputs": ""}                                     | 422 | Validation | blank
            /tei/tokenize   | {"inputs": [1]}                                    | 422 | Validation | token id
            /tei/tokenize   | {"inputs": "a", "add_special_tokens": "no"}        | 422 | Validation | add_special_tokens
            /tei/similarity | {"inputs": "a"}                                    | 422 | Validation | inputs must be an object
            /tei/similarity | {"inputs": {"sentences": ["a"]}}                   | 422 | Validation | source_sentence is missing
            /tei/similarity | {"inputs": {"source_sentence": "a"}}               | 422 | Validation | sentences is missing
            /tei/similarity | {"inputs": {"source_sentence": " ", "sentences": ["a"]}} | 422 | Validation | blank
            /tei/similarity | {"inputs": {"source_sentence": "a", "sentences": ["b", 1]}} | 422 | Validation | a string
            """)
    void badRequestsAreAnsweredInTeisShape(String path, String body, int status, String type, String words) {
        assertError(Client.post(path, body), status, type, words);
    }

    @Test
    void tooMuchIsRefused() {
        String many = "[%s]".formatted("\"a\",".repeat(2048) + "\"a\"");
        assertError(Client.post(EMBED, "{\"inputs\": %s}".formatted(many)), 422, "Validation", "2049 texts", "2048");
        assertError(Client.post(TOKENIZE, "{\"inputs\": %s}".formatted(many)), 422, "Validation", "2049 texts");
        String withSource = "{\"inputs\": {\"source_sentence\": \"a\", \"sentences\": %s}}";
        String most = "[%s]".formatted("\"a\",".repeat(2046) + "\"a\"");
        assertThat(Client.post(SIMILARITY, withSource.formatted(most)).json()).hasSize(2047);
        assertError(
                Client.post(SIMILARITY, withSource.formatted(most.replaceFirst("\"a\"", "\"a\",\"a\""))),
                422,
                "Validation",
                "2048 texts",
                "2047");
        String words = "[%s]".formatted(("\"" + "a ".repeat(100_000) + "\",").repeat(3) + "\"a\"");
        assertError(Client.post(TOKENIZE, "{\"inputs\": %s}".formatted(words)), 422, "Validation", "300006", "300000");
        assertError(
                Client.post(EMBED, "{\"inputs\": \"%s\"}".formatted("a".repeat(1_048_577))),
                422,
                "Validation",
                "characters");
        for (String path : List.of(EMBED, SIMILARITY, TOKENIZE)) {
            assertError(Client.post(path, "x".repeat(20_000_000)), 413, "Validation", "20000000", "16777216");
        }
    }

    @Test
    void badCallsAreAnsweredInTeisShape() {
        assertError(Client.get("/tei/nothing"), 404, "Validation", "/tei/nothing");
        assertError(Client.post("/tei/rerank", "{}"), 404, "Validation", "/tei/rerank");
        assertError(Client.get(EMBED), 405, "Validation", "POST");
        assertError(Client.post("/tei/info", "{}"), 405, "Validation", "GET");
        assertThat(Client.get(TOKENIZE).header("Allow")).isEqualTo("POST");
        HttpRequest.Builder text = Client.to(EMBED)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("hello"));
        assertError(Client.send(text), 415, "Validation", "Content-Type");
        HttpRequest.Builder html = Client.to(EMBED)
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": \"a\"}"));
        assertError(Client.send(html), 406, "Validation", "Accept");
        assertError(Client.post(EMBED, ""), 400, "Validation", "empty");
    }

    private static List<JsonNode> tokens(String text) {
        JsonNode answer =
                Client.post(TOKENIZE, Client.write(Map.of("inputs", text))).json();
        return new ArrayList<>(
                StreamSupport.stream(answer.path(0).spliterator(), false).toList());
    }

    private static void assertError(Answer answer, int status, String type, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).doesNotContain("dev.sextant.", "\tat ", "Exception", "java.");
        assertThat(answer.json().properties()).extracting(Map.Entry::getKey).containsExactly("error", "error_type");
        assertThat(answer.json().path("error_type").asText()).isEqualTo(type);
        assertThat(answer.json().path("error").asText()).contains(words);
    }
}
