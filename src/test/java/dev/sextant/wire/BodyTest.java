package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Bodies that are too large, and many requests at once.
@QuarkusTest
class BodyTest {
    private static final int LIMIT = 16 << 20;
    private static final int MEGABYTES_20 = 20_000_000;
    private static final long VECTORS_LIMIT = 256 << 20;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    @Test
    void aBodyOverTheLimitIsExplained() {
        for (String path : List.of("/embed", "/nothing", "/v1/models")) {
            Answer answer = post(path, BodyPublishers.ofByteArray(new byte[MEGABYTES_20]), false);
            assertThat(answer.status()).as(path).isEqualTo(413);
        }
        assertTooLarge(post("/embed", BodyPublishers.ofByteArray(new byte[MEGABYTES_20]), false));
    }

    @Test
    void aBodyOfUnknownLengthOverTheLimitIsExplained() {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MEGABYTES_20]));
        assertThat(chunked.contentLength()).isNegative();
        assertTooLarge(post("/embed", chunked, false));
    }

    @Test
    void aBodyOfUnknownLengthCountsAsItComes() throws Exception {
        long room = Runtime.getRuntime().maxMemory() / 4;
        List<Socket> declared = new ArrayList<>();
        try {
            for (long left = room - LIMIT / 2; left > 0; left -= VECTORS_LIMIT) {
                declared.add(declare(Math.min(left, VECTORS_LIMIT)));
            }
            awaitActive(declared.size());
            assertThat(post("/embed", chunked("x".repeat(LIMIT / 4)), false).status())
                    .isEqualTo(200);
            Answer refused = post("/embed", chunked("x".repeat(LIMIT * 3 / 4)), false);
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.json().path("code").asText()).isEqualTo("overloaded");
            assertThat(refused.json().path("detail").asText()).contains("bytes so far", "a quarter of the heap");
            assertThat(post("/embed", chunked("x".repeat(LIMIT / 4)), false).status())
                    .as("what was refused holds nothing")
                    .isEqualTo(200);
        } finally {
            for (Socket socket : declared) {
                socket.close();
            }
        }
        awaitActive(0);
        assertThat(post("/embed", chunked("x".repeat(LIMIT * 3 / 4)), false).status())
                .isEqualTo(200);
    }

    /// A request that says how long its body is, and sends nothing of it.
    private static Socket declare(long bytes) throws IOException {
        Socket socket = new Socket("localhost", Client.port());
        socket.getOutputStream()
                .write(
                        "POST /compare HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                .formatted(bytes)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BodyPublisher chunked(String padding) {
        byte[] body = "{\"texts\": [\"hello\"], \"padding\": \"%s\"}"
                .formatted(padding)
                .getBytes(StandardCharsets.US_ASCII);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private void awaitActive(int count) throws InterruptedException {
        while (metrics.get("sextant.requests.active").gauge().value() != count) {
            Thread.sleep(5);
        }
    }

    @Test
    void belowOperationsNoBodyIsRead() {
        Answer answer = post("/q/health", BodyPublishers.ofString("{}"), false);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("limit").asInt()).isZero();
        assertThat(Client.get("/q/health").status()).isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsSentWhereTheClientAsks() throws IOException {
        String head = head(MEGABYTES_20, "Expect: 100-continue\r\n");
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("}") < 0) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer.toString())
                    .startsWith("HTTP/1.1 413")
                    .contains("too_large", "\"actual\":" + MEGABYTES_20);
        }
    }

    @Test
    void aBodyWithinTheLimitIsAskedForWhereTheClientAsks() {
        Answer answer = post("/embed", BodyPublishers.ofString("{\"texts\": [\"hello\"]}"), true);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.vector(0)).containsExactly(Client.vectorOf("hello"));
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        String start = "{\"texts\": [\"hello\"], \"padding\": \"";
        String body = start + "x".repeat(LIMIT - start.length() - 2) + "\"}";
        assertThat(body).hasSize(LIMIT);
        assertThat(Client.post("/embed", body).status()).isEqualTo(200);
        Answer one = Client.post("/embed", body + " ");
        assertTooLarge(one);
        assertThat(one.json().path("actual").asInt()).isEqualTo(LIMIT + 1);
    }

    @Test
    void aClientThatGoesAwayWithHalfItsBodyLeavesTheServerAnswering() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket("localhost", Client.port())) {
                socket.getOutputStream().write((head(1000, "") + "{\"texts\"").getBytes(StandardCharsets.US_ASCII));
                socket.setSoLinger(true, 0);
            }
        }
        assertThat(Client.post("/embed", "{\"texts\": [\"hello\"]}").status()).isEqualTo(200);
    }

    @Test
    void goodAndBadRequestsAtOnceGetTheirOwnAnswers() throws Exception {
        float[] expected = Client.vectorOf("text of thread 3");
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 400; i++) {
                int number = i;
                answers.add(threads.submit(() -> mixed(number)));
            }
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = answers.get(i).get(120, TimeUnit.SECONDS);
                switch (i % 5) {
                    case 0, 1 -> assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    case 2 -> assertThat(answer.json().path("detail").asText()).contains("texts[1]", "" + i);
                    case 3 -> assertThat(answer.json().path("detail").asText()).contains("/nothing" + i);
                    default -> assertThat(answer.json().path("detail").asText()).contains("model m" + i + " ");
                }
            }
            for (int i = 5; i < answers.size(); i += 5) {
                assertThat(answers.get(i).get().json().path("embeddings").size())
                        .isEqualTo(1 + i % 3);
            }
        }
        assertThat(Client.vectorOf("text of thread 3")).containsExactly(expected);
    }

    private static Answer mixed(int number) {
        return switch (number % 5) {
            case 0 -> {
                String texts = "\"text of thread %d\"".formatted(number) + ", \"more\"".repeat(number % 3);
                yield Client.post("/embed", "{\"texts\": [%s]}".formatted(texts));
            }
            case 1 -> Client.get("/info");
            case 2 -> Client.post("/embed", "{\"texts\": [\"a\", %d]}".formatted(number));
            case 3 -> Client.get("/nothing" + number);
            default -> Client.post("/embed", "{\"texts\": [\"a\"], \"model\": \"m%d\"}".formatted(number));
        };
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo("too_large");
        assertThat(problem.path("field").asText()).isEqualTo("body");
        assertThat(problem.path("limit").asInt()).isEqualTo(LIMIT);
        assertThat(problem.path("actual").asInt()).isGreaterThan(LIMIT);
    }

    private static String head(int length, String more) {
        return "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(length, more);
    }

    private static Answer post(String path, BodyPublisher body, boolean expectContinue) {
        HttpRequest.Builder request = Client.to(path)
                .header("Content-Type", "application/json")
                .expectContinue(expectContinue)
                .POST(body);
        return Client.send(request);
    }
}
