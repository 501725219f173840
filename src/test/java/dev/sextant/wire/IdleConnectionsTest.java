package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that closes connections on which nothing happens for a second.
@QuarkusTest
@TestProfile(IdleConnectionsTest.Hasty.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleConnectionsTest {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String HEALTH = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    public static final class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.idle-timeout", IDLE.toString());
        }
    }

    @Test
    void aLongComputationIsAnswered() {
        Random random = new Random(1);
        String rows = IntStream.range(0, 20_000)
                .mapToObj(row -> random.ints(32, 0, 1_000).boxed().toList().toString())
                .collect(Collectors.joining(","));
        long begin = System.nanoTime();
        Client.Answer answer = Client.post("/project", "{\"epochs\": 500, \"vectors\": [%s]}".formatted(rows));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("so that there was something to be seen")
                .isGreaterThan(IDLE);
    }

    @Test
    void aConnectionIsClosedWhenItsRequestsAreAnsweredAndNoneComes() throws IOException {
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.getOutputStream().write(HEALTH.repeat(3).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .split("HTTP/1.1 200", -1))
                    .as("three answers, and then the end")
                    .hasSize(4);
        }
    }

    @Test
    void aConnectionThatNeverSaysAnythingIsClosed() throws IOException {
        try (Socket socket = new Socket("localhost", Client.port())) {
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }
}
