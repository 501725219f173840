package dev.sextant.embed;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client of `POST /embed/stream` that reads while it writes, which Java's own client does not.
final class StreamSocket implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private boolean headersRead;
    private int left;

    /// @param query of the request, with its question mark, or empty
    StreamSocket(int port, String query) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(30_000);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        ascii("POST /embed/stream%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        .formatted(query)
                + "Transfer-Encoding: chunked\r\n\r\n");
    }

    /// Sends a line as a chunk of its own.
    void send(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        ascii(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        ascii("\r\n");
    }

    /// Says that no more lines come.
    void end() throws IOException {
        ascii("0\r\n\r\n");
    }

    /// The next line of the answer; waits for it.
    String read() throws IOException {
        if (!headersRead) {
            String status = header();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status);
            }
            while (!header().isEmpty()) {
                // Only the body is of interest.
            }
            headersRead = true;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(); next != '\n'; next = next()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// Goes away without a word.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private int next() throws IOException {
        if (left == 0) {
            left = Integer.parseInt(header(), 16);
            if (left == 0) {
                throw new EOFException("the answer is over");
            }
        }
        int next = in.read();
        left--;
        if (left == 0) {
            header();
        }
        return next;
    }

    private String header() throws IOException {
        StringBuilder header = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection is closed");
            }
            if (next != '\r') {
                header.append((char) next);
            }
        }
        return header.toString();
    }
}
