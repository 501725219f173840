package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Callers who read the head of an answer and then nothing, or little.
@QuarkusTest
@TestProfile(UnreadAnswersTest.Impatient.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnreadAnswersTest {
    /// Each is answered by 4 KiB and more: what the system keeps of an answer is full long before the last.
    private static final int LINES = 4_000;

    private static final int SMALL_BUFFER = 1 << 14;

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    /// Waits for its callers two seconds.
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.limits.unread-duration", "2S");
        }
    }

    @BeforeEach
    void loadTheModel() throws InterruptedException {
        assertThat(Client.vectorOf("warm")).hasSize(384);
        await(() -> active() == 0);
    }

    @Test
    void aStreamThatNobodyReadsGivesItsThreadBackWhileOthersAreAnswered() throws Exception {
        double before = unread();
        try (Socket socket = send("/embed/stream", "application/x-ndjson", "{\"text\": \"a lamp\"}\n".repeat(LINES))) {
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
            await(() -> waitingWriters() == 1);
            assertThat(Client.vectorOf("somebody who reads")).hasSize(384);
            // The system's buffers may take some more first, so that the thread waits more than once.
            await(() -> waitingWriters() == 1);
            assertThat(unread())
                    .as("connections closed while somebody else was answered")
                    .isEqualTo(before);
            await(() -> unread() == before + 1);
            await(() -> waitingWriters() == 0);
            await(() -> active() == 0);
        }
    }

    @Test
    void anAnswerThatIsWrittenAndThatNobodyReadsIsDroppedFromMemory() throws Exception {
        double before = unread();
        String texts = String.join(", ", Collections.nCopies(2_000, "\"a lamp\""));
        try (Socket socket = send("/embed", "application/json", "{\"texts\": [%s]}".formatted(texts))) {
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
            await(() -> unread() == before + 1);
            await(() -> active() == 0);
        }
    }

    @Test
    void anExportThatNobodyReadsGivesItsThreadBack() throws Exception {
        double before = unread();
        Client.send(Client.to("/collections/lamps").PUT(HttpRequest.BodyPublishers.noBody()));
        String lines = IntStream.range(0, LINES)
                .mapToObj("{\"text\": \"a lamp\", \"id\": \"%d\"}\n"::formatted)
                .collect(Collectors.joining());
        Client.send(Client.to("/collections/lamps/documents")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
        try (Socket socket = connect()) {
            write(socket, "GET /collections/lamps/export HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
            await(() -> waitingWriters() == 1);
            await(() -> unread() == before + 1);
            await(() -> waitingWriters() == 0);
            await(() -> active() == 0);
        } finally {
            Client.send(Client.to("/collections/lamps").DELETE());
        }
    }

    @Test
    void whoReadsSlowlyGetsAllOfIt() throws Exception {
        double before = unread();
        try (Socket socket = send("/embed/stream", "application/x-ndjson", "{\"text\": \"a lamp\"}\n".repeat(LINES))) {
            InputStream in = socket.getInputStream();
            assertThat(head(in)).startsWith("HTTP/1.1 200");
            byte[] buffer = new byte[1 << 16];
            String last = "";
            while (!last.contains("\"done\":true")) {
                int read = in.read(buffer);
                assertThat(read).isPositive();
                last = last.substring(Math.max(0, last.length() - 20))
                        + new String(buffer, 0, read, StandardCharsets.US_ASCII);
                Thread.sleep(5);
            }
        }
        assertThat(unread()).isEqualTo(before);
    }

    @Test
    void whatTakesLongToComeIsNotUnread() throws Exception {
        double before = unread();
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(30_000);
            write(
                    socket,
                    "POST /embed/stream?dimensions=4 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 32\r\n\r\n");
            write(socket, "{\"text\": \"now\"}\n");
            assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 200");
            Thread.sleep(5_000);
            write(socket, "{\"text\": \"late\"}");
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf("\"done\":true") < 0) {
                answer.append((char) next(socket.getInputStream()));
            }
            assertThat(answer.toString()).contains("\"index\":1");
        }
        assertThat(unread()).isEqualTo(before);
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("localhost", Client.port()));
        return socket;
    }

    private static Socket send(String path, String type, String body) throws IOException {
        Socket socket = connect();
        write(
                socket,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, type, body.length(), body));
        return socket;
    }

    private static void write(Socket socket, String ascii) throws IOException {
        socket.getOutputStream().write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(next(in));
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection is closed");
        }
        return next;
    }

    /// Threads that wait for room to write an answer.
    private static long waitingWriters() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames -> Arrays.stream(frames)
                        .anyMatch(frame -> frame.getClassName().endsWith("VertxOutputStream")
                                && frame.getMethodName().equals("awaitWriteable")))
                .count();
    }

    private double unread() {
        return metrics.get("sextant.requests.unread").counter().count();
    }

    private double active() {
        return metrics.get("sextant.requests.active").gauge().value();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}
