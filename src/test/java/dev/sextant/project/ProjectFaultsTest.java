package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What project refuses, and what it says. The fields that a collection's map has too are tried where they are checked.
@QuarkusTest
class ProjectFaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                     | texts      | texts is missing, and so are vectors and collection
            {"texts": []}                                          | texts      | texts is empty
            {"texts": ["a", " "]}                                  | texts      | texts[1] is blank
            {"texts": "a"}                                         | texts      | texts must be a list, not "a"
            {"texts": [1]}                                         | texts      | texts[0] must be a string, not 1
            {"vectors": []}                                        | vectors    | vectors is empty
            {"vectors": [[1, 2], [1]]}                             | vectors    | vectors[1] has 1 values and [0] has 2
            {"vectors": [[1, 2], [1, "NaN"]]}                      | vectors    | vectors[1][1] is "NaN"; every value is a finite
            {"vectors": [[1], [1e16]]}                             | vectors    | vectors[1] has length 1.00e+16; its distances
            {"vectors": ["AACAPw==", "AADAfw=="]}                  | vectors    | vectors[1] is base64 of 1 float32, of which [0] is NaN
            {"vectors": ["AACAPw==", "AACA"]}                      | vectors    | vectors[1] is "AACA"; every row is a list of numbers, or base64
            {"vectors": ["AACAPw==", "?"]}                         | vectors    | vectors[1] is "?"; every row is a list of numbers, or base64
            {"vectors": ["AACAPw==", ""]}                          | vectors    | vectors[1] is ""; every row is a list of numbers, or base64
            {"embeddings": [[1], [2, 3]]}                          | embeddings | embeddings[1] has 2 values and [0] has 1
            {"embeddings": [[1], [2]], "dimensions": 4}            | embeddings | embeddings[0] has 1 values of float32, and dimensions is 4
            {"embeddings": [[1]], "vectors": [[1]]}                | embeddings | both vectors and embeddings are given
            {"vectors": [[1], [2]], "texts": ["a"]}                | texts      | texts has 1 texts for 2 rows of vectors; send one a row, or none
            {"vectors": [[1]], "collection": "a"}                  | collection | collection is given, and so are texts or vectors
            {"texts": ["a"], "collection": "a"}                    | collection | collection is given, and so are texts or vectors
            {"texts": ["a", "b"], "labels": ["x"]}                 | labels     | labels has 1 labels for 2 rows; send one a row
            {"vectors": [[1], [2]], "labels": []}                  | labels     | labels is empty
            {"vectors": [[1], [2]], "labels": ["x", null]}         | labels     | labels[1] is null; every label is a string
            {"vectors": [[1], [2]], "labels": ["x", 1]}            | labels     | labels[1] must be a string, not 1
            {"vectors": [[1]], "method": "tsne"}                   | method     | method is "tsne"; it is one of umap, pca
            {"vectors": [[1]], "components": 4}                    | components | components is 4; it is a number from 2 to 3
            {"vectors": [[1]], "components": 2.5}                  | components | components must be a whole number, not 2.5
            {"vectors": [[1]], "neighbors": 1}                     | neighbors  | neighbors is 1; it is a number from 2 to 200
            {"vectors": [[1]], "minDist": 2}                       | minDist    | minDist is 2.0; it is a number from 0.0 to 1.0
            {"vectors": [[1]], "minDist": "0.1"}                   | minDist    | minDist must be a number, not "0.1"
            {"vectors": [[1]], "epochs": 0}                        | epochs     | epochs is 0; it is a number from 1 to 10000
            {"vectors": [[1]], "seed": 1.5}                        | seed       | seed must be a whole number, not 1.5
            {"vectors": [[1]], "seed": 99999999999999999999}       | seed       | seed must be a smaller number, not 99999999999999999999
            {"vectors": [[1]], "themes": true}                     | themes     | themes is true; it is {"count": "auto"}
            {"vectors": [[1]], "themes": {"count": 0}}             | themes     | themes.count is 0; it is a number from 1 to 1000
            """)
    void aFieldAtFaultIsNamedWithItsValueAndWhatWouldBeRight(String request, String field, String detail) {
        JsonNode problem = assertRefused(request, 400, field);
        assertThat(problem.path("detail").asText()).startsWith(detail);
    }

    @Test
    void anEmptyBodyShowsWhatToSend() {
        for (String body : List.of("", "null")) {
            Answer answer = Client.post("/project", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains("send JSON such as {\"texts\"");
        }
    }

    @Test
    void moreRowsThanAreMappedAtOnceAreToldOfTheWayForMore() {
        String vectors = Client.write(Map.of("vectors", Collections.nCopies(20_001, new float[] {1})));
        String texts = Client.write(Map.of("texts", Collections.nCopies(20_001, "a")));
        for (JsonNode problem : List.of(assertRefused(vectors, 413, "vectors"), assertRefused(texts, 413, "texts"))) {
            assertThat(problem.path("limit").asInt()).isEqualTo(20_000);
            assertThat(problem.path("actual").asInt()).isEqualTo(20_001);
            assertThat(problem.path("detail").asText()).contains("POST /collections/{name}/map");
        }
    }

    @Test
    void whatIsNamedAndNotThereIsUnprocessable() {
        assertRefused("{\"texts\": [\"a\"], \"model\": \"no-such\"}", 422, "model");
        JsonNode problem = assertRefused("{\"collection\": \"no-such\"}", 422, "collection");
        assertThat(problem.path("code").asText()).isEqualTo("unknown_collection");
    }

    private static JsonNode assertRefused(String request, int status, String field) {
        Answer answer = Client.post("/project", request);
        assertThat(answer.status()).as("%.200s: %.300s", request, answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("field").asText()).as(answer.body()).isEqualTo(field);
        return answer.json();
    }
}
