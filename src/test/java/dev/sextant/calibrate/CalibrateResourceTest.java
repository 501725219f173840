package dev.sextant.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CalibrateResourceTest {
    private static final String PATH = "/calibrate";

    private static final Path KEPT = Path.of("target/test-data/calibrations");

    private static final String FEW = """
            {"batchSizes": [1, 4], "texts": ["tea", "a lamp", "the old clock", "boats"], "model": "all-minilm-l6-v2-int8"}""";

    @Test
    void measuresAndTellsOfItLater() {
        Answer answer = Client.post(PATH, FEW);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode found = answer.json();
        assertThat(found.path("model").asText()).isEqualTo("all-minilm-l6-v2-int8");
        assertThat(found.path("rows").findValues("batchSize").toString()).isEqualTo("[1, 4]");
        assertThat(found.path("speedUpOverOne").asDouble()).isGreaterThanOrEqualTo(1);
        assertThat(Client.get(PATH).json()).isEqualTo(found);
        assertThat(Client.get("/info").json().path("calibration")).isEqualTo(found);
    }

    @Test
    void tellsThatNothingWasMeasuredYet() throws Exception {
        forget();
        Answer none = Client.get(PATH);
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().path("detail").asText()).contains("POST /calibrate");
        assertThat(Client.get("/info").json().has("calibration")).isFalse();
    }

    private static void forget() throws IOException {
        if (Files.exists(KEPT)) {
            try (Stream<Path> files = Files.list(KEPT)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void aCallerWhoHangsUpEndsIt() throws Exception {
        forget();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = Client.to(PATH)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"batchSizes\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]}"))
                    .build();
            var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            // Long before it would end by itself.
            Thread.sleep(2_000);
            assertThat(Client.post(PATH, FEW).status()).as("it runs").isEqualTo(409);
            answer.cancel(true);
        }
        int kept;
        Answer next;
        do {
            Thread.sleep(100);
            kept = Client.get(PATH).status();
            next = Client.post(PATH, FEW);
        } while (next.status() == 409);
        assertThat(kept).as("nothing is kept of what was given up").isEqualTo(404);
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        try (Stream<Path> files = Files.list(KEPT)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void tellsWhatIsWrong() {
        assertRefused("{\"batchSizes\": [0]}", 400, "invalid_request");
        assertRefused("{\"batchSizes\": \"many\"}", 400, "invalid_request");
        assertRefused("{\"texts\": []}", 400, "invalid_request");
        assertRefused("{\"model\": \"none\"}", 422, "unknown_model");
        assertThat(Client.send(Client.to(PATH).DELETE()).status()).isEqualTo(405);
    }

    private static void assertRefused(String body, int status, String code) {
        Answer answer = Client.post(PATH, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
    }
}
