package dev.sextant.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import dev.sextant.vectors.Metric;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `POST /search` over documents of the request.
@QuarkusTest
class SearchDocumentsTest {
    private static final List<String> DOCUMENTS = List.of(
            "The ferry to the island leaves at nine in the morning.",
            "Knead the dough for ten minutes and let it rise.",
            "Our parliament votes on the budget in November.",
            "Boats cross to the islands twice a day.",
            "A sourdough loaf needs a hot oven.");

    @Test
    void ranksWhatMeansTheSameFirst() {
        JsonNode answer = search(Map.of("query", "When does the ship sail?", "documents", DOCUMENTS));
        assertThat(answer.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(answer.path("exact").asBoolean()).isTrue();
        assertThat(answer.path("tookMs").asDouble()).isPositive();
        JsonNode result = answer.path("results").path(0);
        assertThat(result.path("query").asText()).isEqualTo("When does the ship sail?");
        assertThat(indices(result)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(indices(result).subList(0, 2)).containsExactlyInAnyOrder(0, 3);
        assertThat(scores(result)).isSortedAccordingTo(Collections.reverseOrder());
        JsonNode first = result.path("hits").path(0);
        assertThat(first.path("text").asText())
                .isEqualTo(DOCUMENTS.get(first.path("index").asInt()));
        assertThat(first.has("id") || first.has("row") || first.has("explanation") || first.has("metadata"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreThoseOfTheVectorsThatEmbedGives(Metric metric) {
        boolean unit = metric == Metric.COSINE;
        String query = "bread";
        Answer embedded = Client.embed(Map.of("texts", List.of(query, DOCUMENTS.get(4)), "normalize", unit));
        double expected = metric.similarity(embedded.vector(0), embedded.vector(1));
        JsonNode hits = search(Map.of("query", query, "documents", DOCUMENTS, "metric", name(metric), "topK", 5))
                .path("results")
                .path(0)
                .path("hits");
        JsonNode hit = StreamSupport.stream(hits.spliterator(), false)
                .filter(each -> each.path("index").asInt() == 4)
                .findFirst()
                .orElseThrow();
        assertThat(hit.path("score").asDouble()).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void answersSeveralQueriesInTheirOrder() {
        JsonNode results = search(Map.of("queries", List.of("baking", "politics"), "documents", DOCUMENTS, "topK", 1))
                .path("results");
        assertThat(results).hasSize(2);
        assertThat(results.path(0).path("query").asText()).isEqualTo("baking");
        assertThat(indices(results.path(0))).containsAnyOf(1, 4).hasSize(1);
        assertThat(indices(results.path(1))).containsExactly(2);
    }

    @Test
    void equalScoresStandByIndex() {
        JsonNode result = search(Map.of("query", "fog", "documents", List.of("rain", "fog", "rain", "fog"), "topK", 3))
                .path("results")
                .path(0);
        assertThat(indices(result)).containsExactly(1, 3, 0);
    }

    @Test
    void minScoreCutsTheTail() {
        Map<String, Object> request = Map.of("query", "ships", "documents", DOCUMENTS, "minScore", 0.3);
        List<Double> scores = scores(search(request).path("results").path(0));
        assertThat(scores).isNotEmpty().hasSizeLessThan(5).allMatch(score -> score >= 0.3);
        assertThat(scores(search(Map.of("query", "ships", "documents", DOCUMENTS, "minScore", 1.01))
                        .path("results")
                        .path(0)))
                .isEmpty();
    }

    @Test
    void filtersByMetadataOfTheDocuments() {
        JsonNode result = search(Map.of(
                        "query",
                        "ships",
                        "documents",
                        List.of(
                                Map.of("text", DOCUMENTS.get(0), "metadata", Map.of("lang", "en", "year", 1999)),
                                Map.of("text", DOCUMENTS.get(3), "metadata", Map.of("lang", "en", "year", 2024)),
                                DOCUMENTS.get(1)),
                        "filter",
                        Map.of("lang", "en", "year", Map.of("gte", 2000))))
                .path("results")
                .path(0);
        assertThat(indices(result)).containsExactly(1);
        assertThat(result.path("hits").path(0).path("metadata").path("year").asInt())
                .isEqualTo(2024);
    }

    @Test
    void topKMayBeLargerThanTheSet() {
        assertThat(indices(search(Map.of("query", "ships", "documents", DOCUMENTS, "topK", 1000))
                        .path("results")
                        .path(0)))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void explainsEveryHit() {
        String text = "Opening hours vary. The museum is closed on Mondays. Tickets are sold at the door.";
        JsonNode hits = search(Map.of(
                        "query",
                        "Is the museum closed on Mondays?",
                        "documents",
                        List.of(DOCUMENTS.get(1), text, text + " ", "word ".repeat(400)),
                        "explain",
                        true))
                .path("results")
                .path(0)
                .path("hits");
        JsonNode best = hits.path(0).path("explanation");
        assertThat(hits.path(0).path("index").asInt()).isEqualTo(1);
        assertThat(best.path("scores").path("cosine").asDouble())
                .isCloseTo(hits.path(0).path("score").asDouble(), within(1e-9));
        assertThat(best.path("scores").properties()).hasSize(4);
        assertThat(best.path("percentile").asDouble()).isEqualTo(100);
        assertThat(best.path("zScore").asDouble()).isPositive();
        assertThat(best.path("sharedTerms").toString()).isEqualTo("[\"museum\",\"closed\",\"mondays\"]");
        assertThat(best.path("truncated").asBoolean()).isFalse();
        assertThat(best.has("nearDuplicateOf")).isFalse();
        JsonNode span = best.path("bestSpan");
        assertThat(text.substring(span.path("start").asInt(), span.path("end").asInt()))
                .isEqualTo("The museum is closed on Mondays.");
        assertThat(span.path("score").asDouble())
                .isGreaterThan(hits.path(0).path("score").asDouble());
        assertThat(hits.path(1).path("explanation").path("nearDuplicateOf").asInt())
                .isEqualTo(1);
        JsonNode cut = StreamSupport.stream(hits.spliterator(), false)
                .filter(hit -> hit.path("index").asInt() == 3)
                .findFirst()
                .orElseThrow();
        assertThat(cut.path("explanation").path("truncated").asBoolean()).isTrue();
    }

    @Test
    void anEventIsAnsweredByTheSameWithoutTimes() {
        Answer answer = Client.send(Client.to("/")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "s-1")
                .header("ce-source", "test")
                .header("ce-type", "dev.sextant.search")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        Client.write(Map.of("query", "ships", "documents", DOCUMENTS)))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("ce-id")).isEqualTo("s-1/search");
        assertThat(answer.header("ce-type")).isEqualTo("dev.sextant.search.result");
        assertThat(answer.json().has("tookMs")).isFalse();
        assertThat(answer.json().path("results").path(0).path("hits")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"documents": ["a"]}                                            | 400 | query       |
            {"query": "a", "queries": ["b"], "documents": ["a"]}            | 400 | query       |
            {"query": " ", "documents": ["a"]}                              | 400 | query       |
            {"queries": [], "documents": ["a"]}                             | 400 | queries     |
            {"queries": ["a", ""], "documents": ["a"]}                      | 400 | queries     | 1
            {"query": "a"}                                                  | 400 | documents   |
            {"query": "a", "documents": ["a"], "collection": "b"}           | 400 | documents   |
            {"query": "a", "documents": []}                                 | 400 | documents   |
            {"query": "a", "documents": ["b", 7]}                           | 400 | documents   | 1
            {"query": "a", "documents": ["b", {"txt": "c"}]}                | 400 | documents   | 1
            {"query": "a", "documents": ["b", null]}                        | 400 | documents   | 1
            {"query": "a", "documents": [{"text": "b", "metadata": {"x": {}}}]} | 400 | documents | 0
            {"query": "a", "documents": ["b"], "topK": 0}                   | 400 | topK        |
            {"query": "a", "documents": ["b"], "topK": 1001}                | 400 | topK        |
            {"query": "a", "documents": ["b"], "metric": "hamming"}         | 400 | metric      |
            {"query": "a", "documents": ["b"], "filter": []}                | 400 | filter      |
            {"query": "a", "documents": ["b"], "filter": {"x": {"above": 1}}} | 400 | filter    |
            {"query": "a", "documents": ["b"], "model": "none"}             | 422 | model       |
            {"query": "a", "collection": "there-is-none"}                   | 422 | collection  |
            {"query": "a", "collection": "../etc"}                          | 422 | collection  |
            {"query": ["a"], "documents": ["b"]}                            | 400 | query       |
            """)
    void namesWhatIsWrong(String request, int status, String field, String index) {
        Answer answer = Client.post("/search", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("field").asText()).as(answer.body()).isEqualTo(field);
        assertThat(answer.json().path("index").asText()).as(answer.body()).isEqualTo(index == null ? "" : index);
    }

    @Test
    void limitsAreNamed() {
        Answer answer = Client.post(
                "/search", Client.write(Map.of("queries", Collections.nCopies(257, "a"), "documents", List.of("a"))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("limit").asInt()).isEqualTo(256);
        assertThat(answer.json().path("actual").asInt()).isEqualTo(257);
        Map<String, Object> many = new HashMap<>();
        many.put("queries", Collections.nCopies(20, "a"));
        many.put("documents", List.of("a"));
        many.put("topK", 100);
        many.put("explain", true);
        assertThat(Client.post("/search", Client.write(many))
                        .json()
                        .path("field")
                        .asText())
                .isEqualTo("explain");
    }

    private static JsonNode search(Map<String, Object> request) {
        Answer answer = Client.post("/search", Client.write(request));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String name(Metric metric) {
        return metric.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Integer> indices(JsonNode result) {
        JsonNode hits = result.path("hits");
        return IntStream.range(0, hits.size())
                .mapToObj(i -> hits.path(i).path("index").asInt())
                .toList();
    }

    private static List<Double> scores(JsonNode result) {
        JsonNode hits = result.path("hits");
        return IntStream.range(0, hits.size())
                .mapToObj(i -> hits.path(i).path("score").asDouble())
                .toList();
    }
}
