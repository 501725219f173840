package dev.sextant.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinesAheadTest {
    private static final int PLENTY = 1_000_000;

    @Test
    void givesAllLinesInOrderWithoutTheEmptyOnes() throws Exception {
        try (LinesAhead ahead = ahead(stream("a\n\nb\r\n\r\nc"), PLENTY, PLENTY)) {
            assertThat(rest(ahead)).containsExactly("a", "b\r", "c");
            assertThat(ahead.next()).isEmpty();
        }
    }

    @Test
    void takesTogetherWhatCameInPieces() throws Exception {
        try (PipedOutputStream out = new PipedOutputStream();
                LinesAhead ahead = ahead(new PipedInputStream(out), PLENTY, PLENTY)) {
            out.write("first\n".getBytes(StandardCharsets.UTF_8));
            assertThat(words(ahead.next())).containsExactly("first");
            for (int i = 0; i < 100; i++) {
                out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            Thread.sleep(500);
            assertThat(words(ahead.next())).hasSize(100);
        }
    }

    @Test
    void holdsNoMoreThanSoManyLinesOrBytes() throws Exception {
        String lines = "12345678\n".repeat(100);
        for (LinesAhead ahead : List.of(ahead(stream(lines), 3, PLENTY), ahead(stream(lines), PLENTY, 20))) {
            int count = 0;
            for (List<String> some = words(ahead.next()); !some.isEmpty(); some = words(ahead.next())) {
                assertThat(some).hasSizeLessThanOrEqualTo(3);
                count += some.size();
            }
            assertThat(count).isEqualTo(100);
            ahead.close();
        }
    }

    @Test
    void aStreamThatBreaksOffGivesWhatCameBefore() throws Exception {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        InputStream broken = new SequenceInputStream(stream("a\nb\n"), closed);
        try (LinesAhead ahead = ahead(broken, PLENTY, PLENTY)) {
            List<String> came = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (true) {
                            came.addAll(words(ahead.next()));
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("the stream broke off: Stream closed");
            assertThat(came).containsExactly("a", "b");
        }
    }

    private static LinesAhead ahead(InputStream in, int lines, long bytes) {
        return LinesAhead.of(new LineReader(in, PLENTY), lines, bytes);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rest(LinesAhead ahead) throws IOException {
        List<String> all = new ArrayList<>();
        for (List<String> some = words(ahead.next()); !some.isEmpty(); some = words(ahead.next())) {
            all.addAll(some);
        }
        return all;
    }

    private static List<String> words(List<LineReader.Line> lines) {
        return lines.stream()
                .map(line -> new String(line.content(), StandardCharsets.UTF_8))
                .toList();
    }
}
