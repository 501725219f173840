package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many callers at once: who waits, who is refused, and what it costs when somebody hangs up.
@QuarkusTest
@TestProfile(SmallQueue.class)
@Timeout(120)
class CrowdTest {
    /// Tokens of a long text, of which the model reads its window.
    private static final int WINDOW = 256;

    private static final int MANY = 1_000;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    /// Loads the model, so that what is sent next is soon in the queue.
    @BeforeEach
    void warmUp() {
        assertThat(Client.vectorOf("warm")).hasSize(384);
    }

    /// Somebody who sends far more than fits into the queue, alone, and is let in.
    private static Socket crowd() throws IOException {
        String run = UUID.randomUUID().toString();
        byte[] body = Client.write(Map.of(
                        "texts",
                        IntStream.range(0, MANY)
                                .mapToObj(i -> "%s %d %s".formatted(run, i, "sea ".repeat(WINDOW)))
                                .toList()))
                .getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket("localhost", Client.port());
        socket.getOutputStream()
                .write(("POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: %d\r\n\r\n".formatted(body.length))
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private double queued() {
        return metrics.get("sextant.queue.tokens").gauge().value();
    }

    private void awaitQueue(boolean isEmpty) throws InterruptedException {
        while (queued() == 0 != isEmpty) {
            Thread.sleep(5);
        }
    }

    @AfterEach
    void clear() throws InterruptedException {
        awaitQueue(true);
    }

    @Test
    void whoComesToAFullQueueIsToldWhenToComeBack() throws Exception {
        try (Socket _ = crowd()) {
            awaitQueue(false);
            assertRefused(Client.post("/embed", "{\"texts\": [\"is there room?\"]}"));
            assertRefused(Client.post("/compare", "{\"texts\": [\"is there room?\", \"none\"]}"));
            assertRefused(Client.post("/search", "{\"query\": \"a room\", \"documents\": [\"a view\"]}"));
            assertRefused(Client.post("/project", "{\"texts\": [\"is there space?\"]}"));
            assertRefused(Client.send(Client.to("/")
                    .header("Content-Type", "application/json")
                    .header("ce-specversion", "1.0")
                    .header("ce-id", "1")
                    .header("ce-source", "tests")
                    .header("ce-type", "dev.sextant.embed")
                    .POST(BodyPublishers.ofString("{\"texts\": [\"is there room, event?\"]}"))));
            Answer openAi = Client.post("/v1/embeddings", "{\"input\": \"is there any room?\"}");
            assertThat(openAi.status()).as(openAi.body()).isEqualTo(429);
            assertThat(openAi.json().path("error").path("message").asText()).contains("tokens of other requests");
            assertThat(Long.parseLong(openAi.header("retry-after-ms"))).isPositive();
            Answer tei = Client.post("/tei/embed", "{\"inputs\": \"is there any room at all?\"}");
            assertThat(tei.status()).as(tei.body()).isEqualTo(429);
            assertThat(tei.json().path("error_type").asText()).isEqualTo("Overloaded");
            assertThat(Long.parseLong(tei.header("Retry-After"))).isPositive();
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.json().path("code").asText()).isEqualTo("overloaded");
        assertThat(Long.parseLong(answer.header("retry-after-ms"))).isBetween(100L, 120_000L);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 120L);
    }

    @Test
    void whatIsCachedIsAnsweredAllTheSame() throws Exception {
        float[] before = Client.vectorOf("a text that is known");
        try (Socket _ = crowd()) {
            awaitQueue(false);
            assertThat(Client.vectorOf("a text that is known")).containsExactly(before);
        }
    }

    @Test
    void streamsWaitInstead() throws Exception {
        try (StreamSocket stream = new StreamSocket(Client.port(), "?dimensions=4")) {
            // The crowd goes home soon, so that the test does not last until all of it is served.
            try (Socket _ = crowd()) {
                awaitQueue(false);
                stream.send("{\"text\": \"patience is a virtue\"}");
                stream.end();
            }
            assertThat(Client.read(stream.read()).path("embedding")).hasSize(4);
        }
    }

    @Test
    void nothingMoreIsComputedForACallerThatHangsUp() throws Exception {
        double before = metrics.get("sextant.batch.tokens").counter().count();
        try (Socket _ = crowd()) {
            awaitQueue(false);
        }
        awaitQueue(true);
        double ran = metrics.get("sextant.batch.tokens").counter().count() - before;
        assertThat(ran).isLessThan((double) MANY * WINDOW / 2);
        assertThat(Client.embed(Map.of("texts", List.of("the next one " + UUID.randomUUID())))
                        .status())
                .isEqualTo(200);
    }
}
