package dev.sextant.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams that go on and on, a little at a time.
@QuarkusTest
@TestProfile(StreamDurationTest.TwoSeconds.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamDurationTest {
    private static final int PAUSE_MILLIS = 200;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    /// A short day.
    public static final class TwoSeconds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path target = Files.createDirectories(Path.of("target"));
                Path data =
                        Files.createTempDirectory(target, "stream-duration-").toAbsolutePath();
                return Map.of("sextant.limits.stream-duration", "2S", "sextant.data-dir", data.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whatCameInTimeIsAnsweredAndTheLastLineSaysWhyItEnds() throws Exception {
        assertThat(Client.vectorOf("warm")).hasSize(384);
        try (StreamSocket stream = new StreamSocket(Client.port(), "?dimensions=4")) {
            JsonNode line = Client.read("{}");
            int answered = 0;
            while (!line.has("error")) {
                stream.send("{\"text\": \"and another\"}");
                line = Client.read(stream.read());
                answered += line.has("embedding") ? 1 : 0;
                Thread.sleep(PAUSE_MILLIS);
            }
            assertThat(answered).isGreaterThan(1);
            assertTooSlow(line.path("error"));
            assertThatThrownBy(stream::read).isInstanceOf(EOFException.class);
        }
        awaitNobody();
    }

    @Test
    void aLineThatNeverEndsEndsIt() throws Exception {
        try (Socket socket = open("/embed/stream")) {
            assertTooSlow(Client.read(trickle(socket, "\"error\":")).path("error"));
            awaitNobody();
        }
    }

    @Test
    void anIngestionThatNeverEndsIsRefused() throws Exception {
        assertThat(Client.send(Client.to("/collections/slow")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(201);
        try (Socket socket = open("/collections/slow/documents")) {
            assertTooSlow(Client.read(trickle(socket, "\"code\":")));
            awaitNobody();
        }
    }

    private static void assertTooSlow(JsonNode problem) {
        assertThat(problem.path("code").asText()).isEqualTo("timeout");
        assertThat(problem.path("limit").asInt()).isEqualTo(2_000);
        assertThat(problem.path("detail").asText()).contains("2 s", "sextant.limits.stream-duration");
    }

    private static Socket open(String path) throws IOException {
        Socket socket = new Socket("localhost", Client.port());
        socket.setSoTimeout(PAUSE_MILLIS);
        ascii(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(path));
        return socket;
    }

    /// Sends a byte now and then until an answer has come.
    ///
    /// @return its line with these words
    private static String trickle(Socket socket, String words) throws IOException {
        StringBuilder answer = new StringBuilder();
        String line = "";
        while (!line.contains(words) || count(line, '{') != count(line, '}')) {
            try {
                answer.append((char) next(socket.getInputStream()));
                line = answer.substring(answer.lastIndexOf("\n") + 1);
            } catch (SocketTimeoutException e) {
                ascii(socket, "1\r\n{\r\n");
            }
        }
        return line;
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection is closed");
        }
        return next;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(character -> character == wanted).count();
    }

    private static void ascii(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void awaitNobody() throws InterruptedException {
        while (metrics.get("sextant.requests.active").gauge().value() != 0) {
            Thread.sleep(5);
        }
    }
}
