package dev.sextant.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import dev.sextant.vectors.Metric;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class CompareFunctionTest {
    private static final List<String> TEXTS =
            List.of("the harbour at dawn", "boats in the port at sunrise", "a recipe for rye bread");

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 7", "40, 384", "3, 769"})
    void vectorsGetWhatDoublePrecisionGives(int rows, int dimensions) {
        float[][] vectors = gaussian(rows, dimensions);
        JsonNode answer = compare(Map.of("vectors", vectors, "pairs", List.of(List.of(1, 0), List.of(1, 1))));
        assertThat(answer.has("model")).isFalse();
        for (Metric metric : Metric.values()) {
            JsonNode values = answer.path("metrics").path(metric.name().toLowerCase(Locale.ROOT));
            assertThat(values.path("matrix")).hasSize(rows);
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < rows; j++) {
                    double expected = metric.similarity(vectors[i], vectors[j]);
                    double scale = metric == Metric.DOT ? dimensions : 1;
                    assertThat(values.path("matrix").path(i).path(j).asDouble())
                            .isCloseTo(expected, within(1e-5 * scale));
                    min = i < j ? Math.min(min, expected) : min;
                    max = i < j ? Math.max(max, expected) : max;
                }
            }
            assertClose(values.path("min"), min);
            assertClose(values.path("max"), max);
        }
        assertClose(answer.at("/metrics/euclidean/distances/0/1"), Metric.euclideanDistance(vectors[0], vectors[1]));
        assertClose(answer.at("/metrics/manhattan/distances/1/0"), Metric.manhattanDistance(vectors[0], vectors[1]));
        assertThat(answer.at("/metrics/cosine").has("distances")).isFalse();
        assertPair(answer.at("/pairs/0"), 1, 0, vectors);
        assertPair(answer.at("/pairs/1"), 1, 1, vectors);
    }

    private static void assertPair(JsonNode pair, int a, int b, float[][] vectors) {
        assertThat(pair.path("a").asInt()).isEqualTo(a);
        assertThat(pair.path("b").asInt()).isEqualTo(b);
        for (Metric metric : Metric.values()) {
            assertThat(pair.path(metric.name().toLowerCase(Locale.ROOT)).doubleValue())
                    .isEqualTo(metric.similarity(vectors[a], vectors[b]));
        }
        assertThat(pair.path("euclideanDistance").doubleValue())
                .isEqualTo(Metric.euclideanDistance(vectors[a], vectors[b]));
        assertThat(pair.path("manhattanDistance").doubleValue())
                .isEqualTo(Metric.manhattanDistance(vectors[a], vectors[b]));
    }

    @Test
    void textsAreComparedByTheVectorsBeforeNormalisation() {
        JsonNode answer = compare(Map.of("texts", TEXTS));
        Answer embedded = Client.embed(Map.of("texts", TEXTS, "normalize", false));
        assertThat(answer.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertClose(
                        answer.at("/metrics/dot/matrix").path(i).path(j),
                        Metric.DOT.similarity(embedded.vector(i), embedded.vector(j)));
            }
            assertThat(answer.at("/metrics/cosine/matrix").path(i).path(i).asDouble())
                    .isEqualTo(1);
        }
        assertThat(answer.at("/metrics/dot/matrix/0/0").asDouble()).isGreaterThan(2);
        assertThat(answer.at("/metrics/cosine/matrix/0/1").asDouble())
                .isGreaterThan(answer.at("/metrics/cosine/matrix/0/2").asDouble());
        assertThat(answer.path("pairs")).isEmpty();
    }

    @Test
    void onlyTheMetricsAskedForAreGiven() {
        JsonNode answer =
                compare(Map.of("vectors", gaussian(4, 3), "metrics", List.of("manhattan", "cosine"), "matrix", false));
        assertThat(answer.path("metrics").size()).isEqualTo(2);
        assertThat(answer.at("/metrics/manhattan").size()).isEqualTo(2);
        assertThat(answer.at("/metrics/manhattan/min").isNumber()).isTrue();
        assertThat(answer.at("/correlation/metrics").toString()).isEqualTo("[\"cosine\",\"manhattan\"]");
        assertThat(answer.at("/correlation/matrix")).hasSize(2);
    }

    @Test
    void correlationIsPearsonsOverThePairs() {
        // On a line, the dot products of 1, 2, 4 are 2, 4, 8 and the distances 1, 3, 2.
        JsonNode answer = compare(Map.of(
                "vectors",
                new float[][] {{1}, {2}, {4}},
                "metrics",
                List.of("dot", "manhattan", "euclidean", "cosine")));
        JsonNode matrix = answer.at("/correlation/matrix");
        double expected = pearson(new double[] {2, 4, 8}, new double[] {1 / 2.0, 1 / 4.0, 1 / 3.0});
        assertThat(answer.at("/correlation/metrics").toString())
                .isEqualTo("[\"cosine\",\"dot\",\"euclidean\",\"manhattan\"]");
        assertThat(matrix.at("/1/3").asDouble()).isCloseTo(expected, within(1e-6));
        assertThat(matrix.at("/3/1")).isEqualTo(matrix.at("/1/3"));
        assertThat(matrix.at("/2/3").asDouble()).isCloseTo(1, within(1e-9));
        // All cosines are 1.
        for (int i = 0; i < 4; i++) {
            assertThat(matrix.path(0).path(i).isNull()).isTrue();
        }
    }

    private static double pearson(double[] a, double[] b) {
        int n = a.length;
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            sumA += a[i];
            sumB += b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
            products += a[i] * b[i];
        }
        return (n * products - sumA * sumB) / Math.sqrt((n * squaresA - sumA * sumA) * (n * squaresB - sumB * sumB));
    }

    @Test
    void oneRowHasNoPairAndNoNumberThatIsNone() {
        Answer answer = Client.post("/compare", "{\"vectors\": [[0, 0]], \"pairs\": [[0, 0]]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode metrics = answer.json().path("metrics");
        assertThat(metrics.path("cosine").toString()).isEqualTo("{\"matrix\":[[0.0]]}");
        assertThat(metrics.path("euclidean").toString()).isEqualTo("{\"matrix\":[[1.0]],\"distances\":[[0.0]]}");
        assertThat(answer.json().at("/correlation/matrix/0/0").isNull()).isTrue();
        assertThat(answer.json().at("/pairs/0/cosine").asDouble()).isZero();
        assertThat(answer.body()).doesNotContain("NaN");
    }

    @Test
    void equalRowsCorrelateWithNothing() {
        float[] row = gaussian(1, 384)[0];
        JsonNode answer = compare(Map.of("vectors", List.of(row, row, row, row)));
        answer.at("/correlation/matrix").forEach(line -> assertThat(line).allMatch(JsonNode::isNull));
        assertThat(answer.at("/metrics/euclidean/distances/0/3").asDouble()).isZero();
    }

    @Test
    void theMatrixOfManyRowsIsGivenWhereItIsAskedFor() {
        float[][] vectors = gaussian(257, 2);
        assertThat(compare(Map.of("vectors", vectors)).at("/metrics/cosine").has("matrix"))
                .isFalse();
        assertThat(compare(Map.of("vectors", vectors, "matrix", true)).at("/metrics/cosine/matrix"))
                .hasSize(257);
        assertThat(compare(Map.of("vectors", gaussian(256, 2))).at("/metrics/cosine/matrix"))
                .hasSize(256);
    }

    @Test
    void vectorsOfTheLargestSizeGiveFiniteNumbers() {
        Answer answer = Client.post("/compare", "{\"vectors\": [[1.8e19, 0], [-1.8e19, 1e-45], [0, 1.8e19]]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("NaN", "Infinity");
        assertThat(answer.json().at("/metrics/dot/matrix/0/1").asDouble()).isCloseTo(-3.24e38, within(1e33));
    }

    private static JsonNode compare(Object request) {
        Answer answer = Client.post("/compare", Client.write(request));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static void assertClose(JsonNode actual, double expected) {
        assertThat(actual.isNumber()).isTrue();
        assertThat(actual.asDouble()).isCloseTo(expected, within(2e-5 * Math.max(1, Math.abs(expected))));
    }

    static float[][] gaussian(int rows, int dimensions) {
        Random random = new Random(rows * 1000L + dimensions);
        float[][] vectors = new float[rows][dimensions];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimensions; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }
}
