package dev.sextant.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.dev.testing.ExceptionReporting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A running server, and requests that are wrong somewhere: it answers each within ten seconds, none by its own fault,
/// and holds no more memory afterwards. `-Dfuzz.requests` asks for more, `-Dfuzz.seed` for others.
@QuarkusTest
@TestProfile(FuzzedServer.class)
class HttpFuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int BETWEEN_COLLECTIONS = 500;
    private static final int BETWEEN_CALIBRATIONS = 50_000;
    private static final int FINDINGS = 20;
    private static final long GROWTH_BYTES = 32L << 20;

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Line line;

    @BeforeEach
    void open() throws IOException {
        line = new Line(Client.port());
    }

    @AfterEach
    void close() throws IOException {
        line.close();
    }

    @Test
    void answersWhateverComes() throws IOException {
        // Quarkus's extension for tests keeps every exception of a server until the test ends, which looks like a leak.
        ExceptionReporting.setListener(null);
        Requests requests = new Requests(SEED);
        long before = 0;
        for (int i = 0; i < REQUESTS && findings.size() < FINDINGS; i++) {
            if (i % BETWEEN_COLLECTIONS == 0) {
                renewCollections();
            }
            if (i == REQUESTS / 3) {
                before = heapBytes();
            }
            send(i % BETWEEN_CALIBRATIONS == 1 ? requests.calibration() : requests.next(), i);
        }
        renewCollections();
        System.out.printf("%,d requests by status: %s%n", REQUESTS, statuses);
        assertThat(findings).isEmpty();
        assertThat(statuses).containsKeys(200, 400, 404, 413, 422);
        assertThat(heapBytes() - before).as("bytes of heap that stayed").isLessThan(GROWTH_BYTES);
    }

    private void send(Request request, int number) throws IOException {
        try {
            Line.Answer answer = answer(request);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() >= FIRST_SERVER_ERROR) {
                found(number, request, "%d %s".formatted(answer.status(), answer.body()));
            }
        } catch (SocketTimeoutException e) {
            found(number, request, "no answer in time");
            reopen();
        } catch (IOException e) {
            found(number, request, String.valueOf(e.getMessage()));
            reopen();
        }
    }

    /// A connection that is in use may be closed by the server at any time; a new one may not.
    private Line.Answer answer(Request request) throws IOException {
        if (line.isOver()) {
            reopen();
        }
        boolean isUsed = line.isUsed();
        try {
            return line.send(request);
        } catch (EOFException | SocketException e) {
            if (!isUsed) {
                throw e;
            }
            reopen();
            return line.send(request);
        }
    }

    private void found(int number, Request request, String what) {
        findings.add("request %d of seed %d: %s\n%s".formatted(number, SEED, what, request));
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    private void renewCollections() throws IOException {
        for (String name : List.of("books", "other")) {
            send(new Request("DELETE", "/collections/" + name, Map.of(), new byte[0]), -1);
            send(json("PUT", "/collections/" + name, "{\"model\": \"tiny\"}"), -1);
            send(json("POST", "/collections/%s/documents".formatted(name), documents()), -1);
            send(json("POST", "/collections/%s/map".formatted(name), "{\"method\": \"pca\"}"), -1);
        }
    }

    private static String documents() {
        return "[{\"id\": \"a\", \"text\": \"tea with milk\", \"metadata\": {\"a\": 1, \"b\": [\"x\", true]}},"
                + " {\"id\": \"b\", \"text\": \"black coffee\", \"metadata\": {\"a\": 2}}, {\"id\": \"c\", \"text\": \"a boat\"}]";
    }

    private static Request json(String method, String path, String body) {
        return new Request(
                method, path, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
