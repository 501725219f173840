package dev.sextant.wire;

import dev.sextant.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Requests with headers that Java's own client does not let anybody set.
final class RawCall {
    private RawCall() {}

    /// Head and body of the answer.
    ///
    /// @param headers lines, the empty string where there are none
    static String answer(String method, String path, String body, String... headers) {
        String head = "%s %s HTTP/1.1\r\n".formatted(method, path)
                + String.join(
                        "", Arrays.stream(headers).map("%s\r\n"::formatted).toList())
                + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length());
        return answer(head + body);
    }

    /// The answer to a request in ASCII, up to the connection's end.
    static String answer(String request) {
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
