package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ProjectFunctionTest {
    private static final List<String> SEA = List.of(
            "the harbour at dawn",
            "boats in the port at sunrise",
            "a sailor reads the chart by lamplight",
            "the tide turns and the ship leaves the harbour",
            "waves break over the harbour wall",
            "the captain steers the boat past the lighthouse",
            "fishing boats come home to port",
            "the crew hoists the sail of the old ship");
    private static final List<String> BREAD = List.of(
            "a recipe for rye bread",
            "knead the dough until it is smooth",
            "bake the bread until the crust is brown",
            "the baker lets the dough rise overnight",
            "flour, water, salt and yeast make a dough",
            "butter melts on warm bread",
            "a loaf of sourdough bread from the oven",
            "dust the table with flour and roll the dough");
    private static final List<String> STARS = List.of(
            "the telescope finds a distant galaxy",
            "stars are born in clouds of gas",
            "the moon passes in front of the sun",
            "a comet crosses the orbit of the planet",
            "astronomers measure the light of a star",
            "the planet has rings of ice and dust",
            "the spacecraft sends pictures of the moon",
            "a black hole at the centre of the galaxy");
    private static final List<String> TEXTS =
            List.of(SEA, BREAD, STARS).stream().flatMap(List::stream).toList();
    private static final List<String> LABELS = IntStream.range(0, TEXTS.size())
            .mapToObj(i -> List.of("sea", "bread", "stars").get(i / 8))
            .toList();

    @ParameterizedTest
    @CsvSource({"umap, 2", "umap, 3", "pca, 2", "pca, 3"})
    void textsBecomePointsThemesAndAWordAboutQuality(String method, int components) {
        JsonNode map = project(Map.of(
                "texts",
                TEXTS,
                "method",
                method,
                "components",
                components,
                "themes",
                Map.of("count", 3),
                "labels",
                LABELS));
        assertThat(map.path("method").asText()).isEqualTo(method);
        assertThat(map.path("components").asInt()).isEqualTo(components);
        assertThat(map.path("seed").asInt()).isEqualTo(42);
        assertThat(map.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(map.path("explainedVariance")).hasSize(method.equals("pca") ? components : 0);
        assertPoints(map, TEXTS.size(), components);
        assertThemes(map, TEXTS.size(), components);
        assertThat(map.path("themes")).hasSize(3);
        assertThat(map.at("/quality/labelAgreement").asDouble()).isGreaterThan(0.9);
        assertThat(map.at("/quality/noiseShare").asDouble()).isZero();
        assertThat(map.has("ids")).isFalse();
    }

    @Test
    void everyPointIsFiniteAndEveryAssignmentAThemeOrNone() {
        JsonNode map = project(Map.of("texts", TEXTS));
        assertPoints(map, TEXTS.size(), 2);
        assertThemes(map, TEXTS.size(), 2);
        assertThat(map.path("quality").has("labelAgreement")).isFalse();
    }

    @Test
    void theSameRequestGivesTheSameBytes() {
        String request = Client.write(Map.of("texts", TEXTS, "components", 3, "labels", LABELS));
        String first = Client.post("/project", request).body();
        assertThat(first).contains("\"points\"");
        assertThat(Client.post("/project", request).body()).isEqualTo(first);
    }

    @Test
    void vectorsAreMappedAsTheirTextsAre() {
        List<float[]> vectors = vectors();
        JsonNode ofTexts = project(Map.of("texts", TEXTS, "themes", false));
        JsonNode ofVectors = project(Map.of("vectors", vectors, "themes", false));
        assertThat(ofVectors.has("model")).isFalse();
        assertThat(ofVectors.path("points")).isEqualTo(ofTexts.path("points"));
        assertThat(ofVectors.path("themes")).isEmpty();
        assertThat(ofVectors.path("assignments")).hasSize(TEXTS.size()).allMatch(theme -> theme.asInt() == -1);
    }

    @Test
    void withoutTextsThemesHaveNumbersForNames() {
        JsonNode themes = project(Map.of("vectors", vectors(), "themes", Map.of("count", 3)))
                .path("themes");
        assertThat(themes).hasSize(3);
        for (JsonNode theme : themes) {
            assertThat(theme.path("label").asText()).matches("Theme \\d+");
            assertThat(theme.path("keywords")).isEmpty();
        }
    }

    @Test
    void textsBesideVectorsNameTheThemes() {
        JsonNode ofTexts = project(Map.of("texts", TEXTS, "themes", Map.of("count", 3)));
        JsonNode ofBoth = project(Map.of("vectors", vectors(), "texts", TEXTS, "themes", Map.of("count", 3)));
        assertThat(ofBoth.path("themes")).isEqualTo(ofTexts.path("themes"));
    }

    @Test
    void vectorsOfAnotherModelGetNamesToo() {
        float[][] vectors = new float[TEXTS.size()][3];
        for (int row = 0; row < vectors.length; row++) {
            vectors[row][row / 8] = 1;
            vectors[row][(row / 8 + 1) % 3] = 0.01f * (row % 8);
        }
        JsonNode themes = project(Map.of("vectors", vectors, "texts", TEXTS, "themes", Map.of("count", 3)))
                .path("themes");
        assertThat(themes).hasSize(3);
        assertThat(themes)
                .allSatisfy(theme -> assertThat(theme.path("keywords")).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "base64"})
    void theAnswerOfEmbedIsARequest(String encoding) {
        JsonNode embedded =
                Client.embed(Map.of("texts", TEXTS, "encoding", encoding)).json();
        JsonNode map = Client.read(Client.post("/project", embedded.toString()).body());
        assertThat(map.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        Map<String, Object> vectors = Map.of("vectors", vectors(), "model", "all-minilm-l6-v2");
        assertThat(map).isEqualTo(project(vectors));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "binary"})
    void codesOfVectorsAreNoVectors(String encoding) {
        JsonNode embedded =
                Client.embed(Map.of("texts", TEXTS, "encoding", encoding)).json();
        Answer answer = Client.post("/project", embedded.toString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("embeddings");
        assertThat(answer.json().path("detail").asText()).contains("embed with encoding");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16})
    void anyNumberOfRowsIsAnswered(int rows) {
        for (String method : List.of("umap", "pca")) {
            for (int components : List.of(2, 3)) {
                for (String metric : List.of("cosine", "euclidean")) {
                    Map<String, Object> request =
                            new HashMap<>(Map.of("method", method, "components", components, "metric", metric));
                    request.put("vectors", gaussian(rows, 7));
                    assertPoints(project(request), rows, components);
                    float[][] equal = new float[rows][7];
                    request.put("vectors", equal);
                    assertPoints(project(request), rows, components);
                    request.put(
                            "vectors",
                            IntStream.range(0, rows)
                                    .mapToObj(row -> new float[] {row % 2 == 0 ? 1e6f : -1e6f})
                                    .toList());
                    assertPoints(project(request), rows, components);
                }
            }
        }
    }

    @Test
    void onePointIsAtTheOrigin() {
        JsonNode map = project(Map.of("texts", List.of("alone"), "components", 3));
        assertThat(map.path("points").toString()).isEqualTo("[[0.0,0.0,0.0]]");
        assertThat(map.path("note").asText()).isNotBlank();
    }

    @Test
    void anotherSeedGivesAnotherMapAndSaysWhichItWas() {
        JsonNode first = project(Map.of("vectors", vectors(), "themes", false));
        JsonNode other = project(Map.of("vectors", vectors(), "themes", false, "seed", -7));
        assertThat(other.path("seed").asLong()).isEqualTo(-7);
        assertThat(other.path("points")).isNotEqualTo(first.path("points"));
    }

    @Test
    void aCollectionIsMappedByItsVectors() {
        String collection = "/collections/project-test";
        Client.send(Client.to(collection).DELETE());
        Client.send(
                Client.to(collection).header("Content-Type", "application/json").PUT(BodyPublishers.ofString("{}")));
        Answer empty = Client.post("/project", "{\"collection\": \"project-test\"}");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.json().path("detail").asText()).contains("project-test is empty");
        List<Map<String, String>> documents = IntStream.range(0, TEXTS.size())
                .mapToObj(i -> Map.of("id", "d-" + i, "text", TEXTS.get(i)))
                .toList();
        assertThat(Client.post(collection + "/documents", Client.write(documents))
                        .status())
                .isEqualTo(200);
        JsonNode map = project(Map.of("collection", "project-test", "themes", Map.of("count", 3), "labels", LABELS));
        List<String> ids = StreamSupport.stream(map.path("ids").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(ids)
                .containsExactlyElementsOf(
                        documents.stream().map(document -> document.get("id")).toList());
        ObjectNode expected =
                (ObjectNode) project(Map.of("texts", TEXTS, "themes", Map.of("count", 3), "labels", LABELS));
        ObjectNode found = (ObjectNode) map;
        found.remove("ids");
        assertThat(found).isEqualTo(expected);
        assertThat(map.at("/quality/labelAgreement").asDouble()).isGreaterThan(0.9);
        assertThat(map.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        Client.send(Client.to(collection).DELETE());
    }

    @Test
    void moreTextsThanEmbedTakesAreMapped() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2_100; i++) {
            texts.add(TEXTS.get(i % TEXTS.size()));
        }
        assertPoints(project(Map.of("texts", texts, "method", "pca", "themes", false)), texts.size(), 2);
    }

    private static JsonNode project(Map<String, ?> request) {
        Answer answer = Client.post("/project", Client.write(request));
        assertThat(answer.status()).as("%.300s", answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("NaN", "Infinity");
        return answer.json();
    }

    private static List<float[]> vectors() {
        Answer embedded = Client.embed(Map.of("texts", TEXTS));
        return IntStream.range(0, TEXTS.size()).mapToObj(embedded::vector).toList();
    }

    private static float[][] gaussian(int rows, int columns) {
        Random random = new Random(rows);
        float[][] vectors = new float[rows][columns];
        Arrays.stream(vectors).forEach(row -> {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        });
        return vectors;
    }

    private static void assertPoints(JsonNode map, int rows, int components) {
        assertThat(map.path("points")).hasSize(rows);
        for (JsonNode point : map.path("points")) {
            assertThat(point).hasSize(components).allMatch(JsonNode::isNumber);
        }
    }

    private static void assertThemes(JsonNode map, int rows, int components) {
        assertThat(map.path("assignments")).hasSize(rows);
        Map<Integer, Integer> sizes = new HashMap<>();
        for (JsonNode theme : map.path("assignments")) {
            sizes.merge(theme.asInt(), 1, Integer::sum);
        }
        for (JsonNode theme : map.path("themes")) {
            assertThat(theme.path("label").asText()).isNotBlank();
            assertThat(theme.path("keywords")).isNotEmpty();
            assertThat(theme.path("center")).hasSize(components);
            assertThat(theme.path("representatives")).isNotEmpty();
            Integer counted = sizes.get(theme.path("id").asInt());
            if (counted != null) {
                assertThat(theme.path("size").asInt()).isEqualTo(counted);
            }
        }
        List<Integer> ids = new ArrayList<>(List.of(-1));
        map.path("themes").forEach(theme -> ids.add(theme.path("id").asInt()));
        assertThat(ids).containsAll(sizes.keySet());
    }
}
