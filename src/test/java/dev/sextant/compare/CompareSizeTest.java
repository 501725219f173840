package dev.sextant.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.vectors.Metric;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// As many rows as are taken, on a server that has no other function.
@QuarkusTest
@TestProfile(CompareSizeTest.OnlyCompare.class)
class CompareSizeTest {
    private static final int ROWS = 2048;

    public static class OnlyCompare implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.functions", "compare");
        }
    }

    @Test
    void theLargestMatricesAreAnsweredWithoutAModel() throws Exception {
        float[][] vectors = CompareFunctionTest.gaussian(ROWS, 384);
        String request = Client.write(Map.of("vectors", vectors, "matrix", true));
        HttpResponse<InputStream> response;
        try (HttpClient http = HttpClient.newHttpClient()) {
            response = http.send(
                    Client.to("/compare")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(request))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(numbers(response.body())).isGreaterThanOrEqualTo(6 * ROWS * ROWS);
        }
        JsonNode info = Client.get("/info").json();
        assertThat(info.path("models")).noneMatch(model -> model.path("loaded").asBoolean());
        JsonNode pairs = Client.post("/compare", Client.write(Map.of("vectors", vectors, "pairs", new int[][] {{5, 2047}
                })))
                .json()
                .path("pairs");
        assertThat(pairs.at("/0/cosine").asDouble())
                .isCloseTo(Metric.COSINE.similarity(vectors[5], vectors[2047]), within(1e-12));
    }

    /// Counts them as they come: the answer is as large as a heap.
    private static int numbers(InputStream json) throws IOException {
        int count = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count += token.isNumeric() ? 1 : 0;
            }
        }
        return count;
    }
}
