package dev.sextant.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The log as objects, one a line.
@QuarkusTest
@TestProfile(Traced.class)
class LogLinesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void linesOfARequestHaveItsIdAndItsTrace() throws IOException {
        Answer answer = Client.send(Client.to("/embed")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "order-66")
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(TRACE))
                .POST(BodyPublishers.ofString("{\"texts\": [\"a\"], \"model\": \"broken\"}")));
        assertThat(answer.status()).isEqualTo(503);

        List<JsonNode> lines = lines().stream()
                .filter(line -> line.at("/mdc/requestId").asText().equals("order-66"))
                .toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("level").asText()).isEqualTo("ERROR");
            assertThat(line.path("message").asText()).contains("broken");
            assertThat(line.at("/mdc/traceId").asText()).isEqualTo(TRACE);
            assertThat(line.path("timestamp").asText()).startsWith("20");
        });
    }

    private static List<JsonNode> lines() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(Traced.LOG))) {
            // What the application of the test before says while it ends is written here, too, as it was wont to.
            if (!line.contains("shutting down")) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }
}
