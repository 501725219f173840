package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that is told how many connections it may have.
@QuarkusTest
@TestProfile(ConnectionsTest.Few.class)
@Timeout(60)
class ConnectionsTest {

    public static final class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.limits.max-connections", "4");
        }
    }

    @Test
    void aConnectionThatHasCarriedARequestMakesRoomWhenItCloses() throws IOException {
        for (int connection = 0; connection < 12; connection++) {
            try (Socket socket = new Socket("localhost", Client.port())) {
                socket.getOutputStream()
                        .write("GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .as("connection %d", connection)
                        .startsWith("HTTP/1.1 200");
            }
        }
    }
}
