package dev.sextant.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A connection to the server that is kept alive and costs next to nothing, since it shares the cores with what it
/// measures: requests are bytes made before, and of answers it reads no more than status and length.
public final class Connection implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROTOCOL = "HTTP/1.1 ";
    private static final int OK = 200;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    public Connection(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /// A request for embeddings in base64, ready to be sent as often as one likes.
    public static byte[] embed(List<String> texts) {
        return post("/embed", Map.of("texts", texts, "encoding", "base64"));
    }

    /// A request without a body.
    public static byte[] get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(String path, Map<String, ?> body) {
        byte[] json;
        try {
            json = JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is no JSON", e);
        }
        byte[] head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, json.length)
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] request = java.util.Arrays.copyOf(head, head.length + json.length);
        System.arraycopy(json, 0, request, head.length, json.length);
        return request;
    }

    /// Sends a request and reads the answer past.
    ///
    /// @return milliseconds that it took
    /// @throws IOException if the status is not 200
    public double send(byte[] request) throws IOException {
        long started = System.nanoTime();
        int status = status(request);
        if (status != OK) {
            throw new IOException("the server answered " + status);
        }
        return (System.nanoTime() - started) / 1e6;
    }

    /// Sends a request and reads the answer past.
    ///
    /// @return the answer's status
    int status(byte[] request) throws IOException {
        out.write(request);
        String status = line();
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            readChunks();
        } else {
            in.skipNBytes(length);
        }
        return Integer.parseInt(status.substring(PROTOCOL.length(), PROTOCOL.length() + 3));
    }

    private void readChunks() throws IOException {
        long length;
        do {
            length = Long.parseLong(line(), 16);
            in.skipNBytes(length);
            line();
        } while (length > 0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
