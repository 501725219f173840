package dev.sextant.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
            // Four metrics, two of them with distances; minima, maxima and at most 16 correlations.
            assertThat(numbers(response.body())).isBetween(6 * ROWS * ROWS + 8, 6 * ROWS * ROWS + 24);
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

    /// Counts decimal points as they come, of which every number has one: the answer is as large as a heap.
    private static int numbers(InputStream json) throws IOException {
        int points = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = json.read(buffer); read >= 0; read = json.read(buffer)) {
            for (int i = 0; i < read; i++) {
                points += buffer[i] == '.' ? 1 : 0;
            }
        }
        return points;
    }
}
