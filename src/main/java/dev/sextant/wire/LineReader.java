package dev.sextant.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Lines of bytes, of bounded length, in bounded memory.
public final class LineReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    public LineReader(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /// A line without its end.
    ///
    /// @param bytes length of the line
    /// @param content the line, empty where it is over the limit
    @SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
    public record Line(long bytes, byte[] content) {

        /// Whether there is nothing on it, but for a carriage return.
        public boolean isEmpty() {
            return bytes == 0 || (bytes == 1 && content[0] == '\r');
        }
    }

    /// The next line, if there is one; blocks until it is whole.
    public Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long bytes = 0;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            bytes += end - position;
            if (bytes <= maxBytes) {
                line.write(buffer, position, end - position);
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        return Optional.of(new Line(bytes, bytes <= maxBytes ? line.toByteArray() : new byte[0]));
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
