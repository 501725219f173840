package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// `POST /embed`: what goes in and what comes out, but for encodings and inspection.
@QuarkusTest
class EmbedFunctionTest {
    private static final String LONG = "the ".repeat(300);

    @Test
    void answersOneUnitVectorATextInTheOrderOfTheRequest() {
        Answer both = Client.embed(Map.of("texts", List.of("a ship at sea", "a loaf of bread")));
        assertThat(both.json().path("model").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(both.json().path("dimensions").asInt()).isEqualTo(384);
        assertThat(both.json().path("embeddings")).hasSize(2);
        assertThat(norm(both.vector(0))).isCloseTo(1, within(1e-5));
        assertThat(both.vector(1)).containsExactly(Client.vectorOf("a loaf of bread"));
        assertThat(both.vector(0)).isNotEqualTo(both.vector(1));
        assertThat(both.json().has("inspection")).isFalse();
    }

    @Test
    void tellsTokensTruncationsAndTimings() {
        JsonNode answer = Client.embed(Map.of("texts", List.of("hello", LONG, "hello world")))
                .json();
        assertThat(answer.path("tokens")).hasToString("[3,256,4]");
        assertThat(answer.path("truncated")).hasToString("[1]");
        for (String timing : List.of("tokenizeMs", "queueMs", "inferMs")) {
            assertThat(answer.path("timings").path(timing).isNumber())
                    .as(timing)
                    .isTrue();
        }
        assertThat(answer.path("timings").path("inferMs").asDouble()).isNotNegative();
    }

    @Test
    void countsDistinctTextsThatTheCacheHad() {
        String text = "never seen before " + UUID.randomUUID();
        Answer first = Client.embed(Map.of("texts", List.of(text, text)));
        assertThat(first.json().path("cached").asInt()).isZero();
        assertThat(first.vector(0)).containsExactly(first.vector(1));
        Answer second = Client.embed(Map.of("texts", List.of(text, text, UUID.randomUUID() + " is new")));
        assertThat(second.json().path("cached").asInt()).isEqualTo(1);
        assertThat(second.vector(1)).containsExactly(first.vector(0));
    }

    @Test
    void aDifferentNormalisationIsNotTheSameCacheEntry() {
        String text = "cached by itself " + UUID.randomUUID();
        float[] unit = Client.vectorOf(text);
        Answer raw = Client.embed(Map.of("texts", List.of(text), "normalize", false));
        assertThat(raw.json().path("cached").asInt()).isZero();
        double length = norm(raw.vector(0));
        assertThat(Math.abs(length - 1)).isGreaterThan(0.01);
        for (int i = 0; i < unit.length; i++) {
            assertThat(raw.vector(0)[i] / length).isCloseTo(unit[i], within(1e-4));
        }
    }

    @Test
    void dimensionsAreCutOffAndTheRestIsScaledToUnitLength() {
        float[] full = Client.vectorOf("a short walk");
        Answer cut = Client.embed(Map.of("texts", List.of("a short walk"), "dimensions", 5));
        assertThat(cut.json().path("dimensions").asInt()).isEqualTo(5);
        double length = norm(Arrays.copyOf(full, 5));
        for (int i = 0; i < 5; i++) {
            assertThat(cut.vector(0)[i]).isCloseTo((float) (full[i] / length), within(1e-5f));
        }
    }

    @Test
    void dimensionsWithoutNormalisationAreOnlyCutOff() {
        Map<String, Object> request = Map.of("texts", List.of("a short walk"), "normalize", false);
        float[] full = Client.embed(request).vector(0);
        float[] cut = Client.embed(Map.of("texts", List.of("a short walk"), "normalize", false, "dimensions", 3))
                .vector(0);
        assertThat(cut).containsExactly(Arrays.copyOf(full, 3));
    }

    @Test
    void allDimensionsAreTheDefault() {
        assertThat(Client.embed(Map.of("texts", List.of("a short walk"), "dimensions", 384))
                        .vector(0))
                .containsExactly(Client.vectorOf("a short walk"));
        for (int wrong : new int[] {0, -1, 385}) {
            Answer refused = Client.post("/embed", "{\"texts\": [\"a\"], \"dimensions\": %d}".formatted(wrong));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("field").asText()).isEqualTo("dimensions");
            assertThat(refused.json().path("detail").asText()).contains(Integer.toString(wrong), "1 to 384");
        }
    }

    @Test
    void aTextBeyondTheWindowIsAnErrorWhereThatIsWanted() {
        Answer refused =
                Client.post("/embed", Client.write(Map.of("texts", List.of("short", LONG), "overflow", "error")));
        assertThat(refused.status()).isEqualTo(422);
        JsonNode problem = refused.json();
        assertThat(problem.path("code").asText()).isEqualTo("text_too_long");
        assertThat(problem.path("field").asText()).isEqualTo("texts");
        assertThat(problem.path("index").asInt()).isEqualTo(1);
        assertThat(problem.path("limit").asInt()).isEqualTo(256);
        assertThat(problem.path("actual").asInt()).isEqualTo(302);
    }

    @Test
    void aCachedLongTextIsStillAnErrorWhereThatIsWanted() {
        String text = "again " + LONG;
        assertThat(Client.embed(Map.of("texts", List.of(text))).json().path("truncated"))
                .hasToString("[0]");
        assertThat(Client.post("/embed", Client.write(Map.of("texts", List.of(text), "overflow", "error")))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void textsWithinTheWindowPassWhereLongOnesAreErrors() {
        assertThat(Client.embed(Map.of("texts", List.of("short"), "overflow", "error"))
                        .vector(0))
                .containsExactly(Client.vectorOf("short"));
    }

    @Test
    void aModelWithoutPromptsIgnoresTheRole() {
        for (String role : List.of("query", "document")) {
            assertThat(Client.embed(Map.of("texts", List.of("where to?"), "role", role))
                            .vector(0))
                    .containsExactly(Client.vectorOf("where to?"));
        }
    }

    @Test
    void choicesNameTheirFieldAndWhatTheyCouldBe() {
        for (String field : List.of("role", "overflow", "encoding")) {
            Answer refused = Client.post("/embed", "{\"texts\": [\"a\"], \"%s\": \"Nonsense\"}".formatted(field));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("field").asText()).isEqualTo(field);
            assertThat(refused.json().path("detail").asText()).contains("\"Nonsense\"", "one of");
        }
    }

    @Test
    void everyTextIsEmbeddedWhateverItsScript() {
        List<String> texts = List.of("👩‍🚀 🪁", "שלום עולם", "مرحبا بالعالم", "nul\0byte", "\0", "東京", "é", "e\u0301");
        Answer answer = Client.embed(Map.of("texts", texts));
        assertThat(answer.json().path("embeddings")).hasSize(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(norm(answer.vector(i))).as(texts.get(i)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aLoneSurrogateIsReadAsTheReplacementCharacter() {
        Answer answer = Client.post(
                "/embed", "{\"texts\": [\"a \\ud800 b\", \"a \\udc00 b\", \"a \\ufffd b\", \"\\ud83d\\ude00\"]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.vector(0)).containsExactly(answer.vector(2));
        assertThat(answer.vector(1)).containsExactly(answer.vector(2));
        assertThat(answer.json().path("tokens").path(0).asInt())
                .isEqualTo(answer.json().path("tokens").path(2).asInt());
    }

    @Test
    void unknownFieldsAreIgnored() {
        Answer answer = Client.post("/embed", "{\"texts\": [\"hello\"], \"user\": {\"a\": [1]}, \"temperature\": 0.5}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.vector(0)).containsExactly(Client.vectorOf("hello"));
    }

    @Test
    void aFieldInAnotherCaseIsNoFaultOfTheServers() {
        Answer refused = Client.post("/embed", "{\"texts\": [\"hello\"], \"Texts\": 5}");
        assertThat(refused.status()).isIn(200, 400);
    }

    @Test
    void nullFieldsAreTheirDefaults() {
        Answer answer = Client.post("/embed", """
                {"texts": ["hello"], "model": null, "role": null, "normalize": null, "dimensions": null,
                 "overflow": null, "encoding": null, "inspect": null}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.vector(0)).containsExactly(Client.vectorOf("hello"));
    }

    @Test
    void aModelIsKnownInAnyCaseWithOrWithoutAnOrganisation() {
        for (String id : List.of("all-minilm-l6-v2", "sentence-transformers/all-MiniLM-L6-v2", "ALL-MINILM-L6-V2")) {
            Answer answer = Client.embed(Map.of("texts", List.of("hello"), "model", id));
            assertThat(answer.json().path("model").asText()).isEqualTo("all-minilm-l6-v2");
            assertThat(answer.vector(0)).containsExactly(Client.vectorOf("hello"));
        }
    }

    @Test
    void theQuantisedModelIsNearTheOtherButNotTheSame() {
        Answer answer = Client.embed(Map.of("texts", List.of("a cat sleeps"), "model", "all-minilm-l6-v2-int8"));
        assertThat(answer.json().path("model").asText()).isEqualTo("all-minilm-l6-v2-int8");
        float[] full = Client.vectorOf("a cat sleeps");
        double cosine = 0;
        for (int i = 0; i < full.length; i++) {
            cosine += full[i] * answer.vector(0)[i];
        }
        assertThat(cosine).isBetween(0.95, 0.99999);
    }

    private static double norm(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
