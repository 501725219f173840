package dev.sextant.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A connection that sends whatever it is given, where Java's own client would refuse, and waits ten seconds at most.
final class Line implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private boolean isUsed;
    private boolean isOver;

    Line(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param body in UTF-8
    record Answer(int status, Map<String, String> headers, String body) {}

    /// @throws java.net.SocketTimeoutException if no answer comes
    Answer send(Request request) throws IOException {
        socket.getOutputStream().write(request.bytes());
        isUsed = true;
        int status = status();
        while (status < 200) {
            headers();
            status = status();
        }
        Map<String, String> headers = headers();
        boolean hasBody = !request.method().equals("HEAD") && status != 204 && status != 304;
        isOver = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        return new Answer(status, headers, hasBody ? new String(body(headers), StandardCharsets.UTF_8) : "");
    }

    /// Whether the server has said its last word here.
    boolean isOver() {
        return isOver;
    }

    /// Whether something was sent here before.
    boolean isUsed() {
        return isUsed;
    }

    private int status() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.")) {
            throw new IOException("an answer that begins with " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            isOver = true;
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunk(); length > 0; length = chunk()) {
            body.writeBytes(in.readNBytes(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
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
