package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server whose limits are tight: each refusal has the limit and the value that went beyond.
@QuarkusTest
@TestProfile(LimitsTest.Tight.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                Path data = Files.createTempDirectory(target, "limits-data-").toAbsolutePath();
                return Map.of(
                        "sextant.data-dir", data.toString(),
                        "sextant.limits.dimensions", "4",
                        "sextant.limits.collections", "2",
                        "sextant.limits.documents", "300",
                        "sextant.limits.body-duration", "1S",
                        "quarkus.http.read-timeout", "2S");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static JsonNode refused(Answer answer, int status, String code, long limit, long actual) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("limit").asLong()).isEqualTo(limit);
        assertThat(problem.path("actual").asLong()).isEqualTo(actual);
        return problem;
    }

    @Test
    void vectorsHaveNoMoreValuesThanAreTaken() {
        String fits = "[[1, 2, 3, 4], [2, 3, 4, 5]]";
        assertThat(Client.post("/compare", "{\"vectors\": %s}".formatted(fits)).status())
                .isEqualTo(200);
        String base64 = "AACAPwAAgD8AAIA/AACAPwAAgD8AAIA/";
        for (String rows : List.of("[[1, 2, 3, 4], [1, 2, 3, 4, 5, 6]]", "[[1, 2, 3, 4], \"%s\"]".formatted(base64))) {
            for (String path : List.of("/compare", "/project")) {
                Answer answer = Client.post(path, "{\"vectors\": %s}".formatted(rows));
                JsonNode problem = refused(answer, 413, "too_large", 4, 6);
                assertThat(problem.path("index").asInt()).isEqualTo(1);
                assertThat(problem.path("detail").asText()).startsWith("vectors[1] has 6 values; at most 4 are taken");
            }
        }
    }

    @Test
    void thereAreNoMoreCollectionsThanMayBe() {
        for (String name : List.of("first", "second")) {
            assertThat(put(name).status()).isEqualTo(201);
        }
        JsonNode problem = refused(put("third"), 413, "too_large", 2, 3);
        assertThat(problem.path("detail").asText()).contains("sextant.limits.collections");
        assertThat(put("second").status()).as("it is there already").isEqualTo(200);
        assertThat(Client.send(Client.to("/collections/first").DELETE()).status())
                .isEqualTo(204);
        assertThat(put("third").status()).isEqualTo(201);
    }

    @Test
    void aCollectionHasNoMoreDocumentsThanItMay() {
        assertThat(put("second").status()).isIn(200, 201);
        JsonNode problem = refused(add(0, 400), 413, "too_large", 300, 400);
        assertThat(problem.path("field").asText()).isEqualTo("documents");
        assertThat(problem.path("detail").asText()).contains("collection second", "sextant.limits.documents");
        assertThat(count()).as("those that came before are kept").isEqualTo(256);
        assertThat(add(256, 300).json().path("added").asInt()).isEqualTo(44);
        assertThat(add(0, 300).json().path("unchanged").asInt())
                .as("they are there already")
                .isEqualTo(300);
        refused(add(300, 301), 413, "too_large", 300, 301);
        assertThat(Client.send(Client.to("/collections/second/documents/number-0")
                                .DELETE())
                        .status())
                .isEqualTo(200);
        assertThat(add(300, 301).json().path("added").asInt()).isEqualTo(1);
        assertThat(count()).isEqualTo(300);
        assertThat(Client.send(Client.to("/collections/second").DELETE()).status())
                .isEqualTo(204);
    }

    private static long count() {
        return Client.get("/collections/second").json().path("count").asLong();
    }

    /// Adds documents of the numbers from one up to and without another, all with one text.
    private static Answer add(int from, int to) {
        String lines = IntStream.range(from, to)
                .mapToObj("{\"id\": \"number-%d\", \"text\": \"a lamp\"}\n"::formatted)
                .collect(Collectors.joining());
        return Client.send(Client.to("/collections/second/documents")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private static Answer put(String name) {
        return Client.send(Client.to("/collections/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
    }

    @Test
    void aBodyThatComesTooSlowlyIsGivenUp() throws IOException {
        for (String path : List.of("/embed", "/v1/embeddings", "/tei/embed", "/collections")) {
            String answer =
                    begun("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".formatted(path)
                            + "Content-Length: 100\r\n\r\n{\"texts\":");
            assertThat(answer).as(path).startsWith("HTTP/1.1 408").contains("9 bytes of the body came in 1 s");
            assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
        }
        assertThat(
                        begun(
                                "POST /embed HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"))
                .contains("\"code\":\"timeout\"", "\"limit\":1000");
        assertThat(Client.vectorOf("who is quick")).hasSize(384);
    }

    @Test
    void aStreamOfWhichNothingComesIsClosed() throws IOException {
        try (Socket socket = stream()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write("1d\r\n{\"text\": \"the only line\"}   \n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"index\":0")
                    .doesNotContain("\"done\"");
        }
    }

    private static Socket stream() throws IOException {
        Socket socket = new Socket("localhost", Client.port());
        socket.getOutputStream()
                .write(
                        "POST /embed/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// What is answered to a request that is not ended, up to the connection's end.
    private static String begun(String request) throws IOException {
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        String head = "GET /info HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n".formatted("a".repeat(30_000));
        assertThat(begun(head)).contains(" 431 ");
        assertThat(begun("GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted("a".repeat(20_000))))
                .contains(" 414 ");
    }

    @Test
    void theLimitsAreTold() {
        JsonNode limits = Client.get("/info").json().path("limits");
        assertThat(limits.path("dimensions").asInt()).isEqualTo(4);
        assertThat(limits.path("collections").asInt()).isEqualTo(2);
        assertThat(limits.path("documents").asInt()).isEqualTo(300);
        assertThat(limits.path("bodySeconds").asInt()).isEqualTo(1);
        assertThat(limits.path("jobs").asInt()).isEqualTo(100);
    }
}
