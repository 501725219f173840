package dev.sextant.wire;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.RequestTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Vectors as they come, and lines.
public final class WireTarget {
    private static final int MOST_ROWS = 8;
    private static final int MOST_LINE_BYTES = 20;

    private WireTarget() {}

    public static FuzzTarget vectors() {
        return RequestTarget.of(
                Vectors.class,
                vectors -> requireNumbers(vectors.checked("vectors", MOST_ROWS, "send fewer")),
                "[[1, 0.5, -2e3], [0, 1, 2]]",
                "[\"AACAPwAAAEA=\", [1, 2]]",
                "[[3.4e38, 1e-45], [-0.0, 16777217]]");
    }

    private static void requireNumbers(List<float[]> rows) {
        for (float[] row : rows) {
            if (row.length == 0 || row.length != rows.getFirst().length) {
                throw new AssertionError("a row of %d values".formatted(row.length));
            }
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new AssertionError("a value is " + value);
                }
            }
        }
    }

    /// Lines that are short enough come out as they went in; of the others the length is told.
    public static FuzzTarget lines() {
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return List.of(
                        "one\n\ntwo\r\na line that is longer than the limit\nend".getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void take(byte[] input) throws IOException {
                LineReader lines = new LineReader(new ByteArrayInputStream(input), MOST_LINE_BYTES);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                long bytes = 0;
                long ends = 0;
                for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                    bytes += line.get().bytes();
                    ends++;
                    out.writeBytes(line.get().content());
                    line.get().isEmpty();
                }
                boolean isEnded = input.length > 0 && input[input.length - 1] == '\n';
                if (bytes + ends - (isEnded || ends == 0 ? 0 : 1) != input.length || out.size() > input.length) {
                    throw new AssertionError("%d lines of %d bytes in all".formatted(ends, bytes));
                }
            }
        };
    }
}
