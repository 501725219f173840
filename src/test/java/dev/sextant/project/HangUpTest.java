package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Client;
import dev.sextant.Fault;
import dev.sextant.collection.CollectionStore;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Limits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A map is not made to its end for a caller who has left.
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HangUpTest {
    /// How often a caller is asked for before it leaves.
    private static final int ASKED = 20;

    @Inject
    Embedder embedder;

    @Inject
    CollectionStore store;

    @Inject
    Limits limits;

    @Inject
    ObjectMapper json;

    @Inject
    MeterRegistry metrics;

    private static String body(int rows) {
        Random random = new Random(1);
        return IntStream.range(0, rows)
                .mapToObj(row -> random.ints(8, 0, 1_000).boxed().toList().toString())
                .collect(Collectors.joining(",", "{\"epochs\": 500, \"vectors\": [", "]}"));
    }

    @Test
    void stopsInTheMiddle() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ProjectFunction project =
                new ProjectFunction(embedder, store, limits, () -> () -> asked.incrementAndGet() > ASKED);
        ProjectRequest request = json.readValue(body(300), ProjectRequest.class);

        assertThatThrownBy(() -> project.project(request))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("the caller has hung up");
        assertThat(asked).hasValueGreaterThan(ASKED).hasValueLessThan(2 * ASKED);
    }

    @Test
    @Timeout(60)
    void isCountedOnce() throws Exception {
        String body = body(20_000);
        String head = """
                POST /project HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(body.length());
        Map<String, Long> before = ends();
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            while (!isMapping()) {
                Thread.sleep(5);
            }
        }
        while (isMapping()) {
            Thread.sleep(5);
        }
        Thread.sleep(200);

        Map<String, Long> after = ends();
        before.forEach((end, count) -> after.merge(end, -count, Long::sum));
        after.values().removeIf(count -> count == 0);
        assertThat(after).isEqualTo(Map.of("RESET", 1L));
    }

    private static boolean isMapping() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().startsWith("dev.sextant.projection."));
    }

    /// How requests to project ended, and how many did so.
    private Map<String, Long> ends() {
        Map<String, Long> ends = new TreeMap<>();
        for (Timer timer :
                metrics.find("http.server.requests").tag("uri", "/project").timers()) {
            ends.merge(String.valueOf(timer.getId().getTag("status")), timer.count(), Long::sum);
        }
        return ends;
    }
}
