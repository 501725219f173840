package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that is told how many connections it may have.
@QuarkusTest
@TestProfile(ConnectionsTest.Few.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionsTest {
    private static final int MOST = 4;

    public static final class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.limits.max-connections", Integer.toString(MOST));
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

    @Test
    void oneTooManyIsClosedAtOnceAndTheOthersAreServed() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            while (sockets.isEmpty() || isServed(sockets.getLast())) {
                sockets.add(new Socket("localhost", Client.port()));
            }
            assertThat(sockets.size()).as("of which one is refused").isBetween(2, MOST + 1);
            assertThat(isServed(sockets.getFirst())).isTrue();
            sockets.removeFirst().close();
            while (!isServedAnew()) {
                Thread.sleep(5);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isServedAnew() throws IOException {
        try (Socket socket = new Socket("localhost", Client.port())) {
            return isServed(socket);
        }
    }

    private static boolean isServed(Socket socket) {
        try {
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[8_192];
            int read = socket.getInputStream().read(answer);
            return read > 0 && new String(answer, 0, read, StandardCharsets.UTF_8).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
