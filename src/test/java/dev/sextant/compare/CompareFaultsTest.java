package dev.sextant.compare;

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

/// What compare refuses, and what it says.
@QuarkusTest
class CompareFaultsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [[1, 2], ["NaN", 2]]       | 1 | vectors[1][0] is "NaN"; every value is a finite number
            [[1, 2], [1, 1e999]]       | 1 | vectors[1][1] is 1e999; every value is a finite number
            [[1, 2], [1, -1e39]]       | 1 | vectors[1][1] is -1e39; every value is a finite number
            [[null]]                   | 0 | vectors[0][0] is null; every value is a finite number
            [[1], [true]]              | 1 | vectors[1][0] is true; every value
            [[[1]], [1]]               | 0 | vectors[0][0] is a list; every value
            [[1, {"x": [2]}], [1]]     | 0 | vectors[0][1] is an object; every value
            [[1, 2], [1]]              | 1 | vectors[1] has 1 values and [0] has 2
            [[1], [1], [1, 2]]         | 2 | vectors[2] has 2 values and [0] has 1
            [[]]                       | 0 | vectors[0] is empty
            [[1], null]                | 1 | vectors[1] is null; every row is a list
            [[1], 7, "x"]              | 1 | vectors[1] is 7; every row is a list
            [[1], [1e30]]              | 1 | vectors[1] has length 1.00e+30; its products are beyond float32
            """)
    void aVectorAtFaultIsNamedWithItsPlaceAndValue(String vectors, int row, String detail) {
        JsonNode problem = assertRefused("{\"vectors\": %s}".formatted(vectors), 400, "vectors");
        assertThat(problem.path("index").asInt(-1)).isEqualTo(row);
        assertThat(problem.path("detail").asText()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"vectors": []}                                    | vectors | vectors is empty
            {"vectors": "a"}                                   | vectors | vectors is "a"; it is a list of lists
            {"vectors": {"a": [1]}, "matrix": true}            | vectors | vectors is an object
            {"vectors": [[1]], "texts": ["a"]}                 | vectors | vectors is given, and so is texts
            {}                                                 | texts   | texts is missing, and so is vectors
            {"texts": []}                                      | texts   | texts is empty
            {"texts": ["a", " "]}                              | texts   | texts[1] is blank
            {"vectors": [[1]], "metrics": []}                  | metrics | metrics is empty; name some of cosine, dot
            {"vectors": [[1]], "metrics": ["dot", "angle"]}    | metrics | metrics[1] is "angle"; it is one of cosine, dot
            {"vectors": [[1]], "metrics": [null]}              | metrics | metrics[0] is "null"
            {"vectors": [[1], [2]], "pairs": [[0, 1], [0, 2]]} | pairs   | pairs[1] is [0, 2]; a pair is two positions from 0 to 1
            {"vectors": [[1], [2]], "pairs": [[-1, 1]]}        | pairs   | pairs[0] is [-1, 1]
            {"vectors": [[1], [2]], "pairs": [[0, 1, 1]]}      | pairs   | pairs[0] is [0, 1, 1]
            {"vectors": [[1], [2]], "pairs": [null]}           | pairs   | pairs[0] is null
            {"vectors": [[1], [2]], "pairs": [[null, 1]]}      | pairs   | pairs[0] is [null, 1]
            {"vectors": [[1]], "pairs": [[0, 0.5]]}            | pairs   | pairs[0][1] must be a whole number
            {"vectors": [[1]], "matrix": "yes"}                | matrix  | matrix must be true or false
            """)
    void aFieldAtFaultIsNamed(String request, String field, String detail) {
        assertThat(assertRefused(request, 400, field).path("detail").asText()).startsWith(detail);
    }

    @Test
    void numbersThatAreNotJsonAreABadRequest() {
        for (String vectors : List.of("[[NaN]]", "[[Infinity]]", "[[1", "[[1,]]")) {
            Answer answer = Client.post("/compare", "{\"vectors\": %s}".formatted(vectors));
            assertThat(answer.status()).as(vectors).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains("not valid JSON");
        }
    }

    @Test
    void moreThanTheLimitsIsTooLarge() {
        String rows = Client.write(Map.of("vectors", Collections.nCopies(2049, new float[] {1})));
        JsonNode problem = assertRefused(rows, 413, "vectors");
        assertThat(problem.path("limit").asInt()).isEqualTo(2048);
        assertThat(problem.path("actual").asInt()).isEqualTo(2049);
        String pairs = Client.write(
                Map.of("vectors", List.of(List.of(1)), "pairs", Collections.nCopies(65_537, List.of(0, 0))));
        assertThat(assertRefused(pairs, 413, "pairs").path("limit").asInt()).isEqualTo(65_536);
    }

    @Test
    void anUnknownModelIsUnprocessable() {
        assertRefused("{\"texts\": [\"a\"], \"model\": \"no-such\"}", 422, "model");
    }

    private static JsonNode assertRefused(String request, int status, String field) {
        Answer answer = Client.post("/compare", request);
        assertThat(answer.status()).as("%.200s: %.300s", request, answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("field").asText()).as(answer.body()).isEqualTo(field);
        return answer.json();
    }
}
