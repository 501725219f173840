package dev.sextant.embed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.EmbedOptions.LongTexts;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.wire.Check;
import dev.sextant.wire.JsonFault;
import dev.sextant.wire.Limits;
import dev.sextant.wire.LineReader;
import dev.sextant.wire.LinesAhead;
import dev.sextant.wire.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lines in, lines out, in order and in constant memory: what has come in is embedded together, up to a window, while
/// the next window is read. A line that cannot be embedded is answered by its error, and the stream goes on.
public final class EmbedStream {
    /// Lines embedded together: enough to fill batches of texts of equal length.
    private static final int WINDOW_LINES = 512;

    /// Bytes of text embedded together.
    private static final long WINDOW_BYTES = 1 << 20;

    private static final int OUTPUT_BUFFER_BYTES = 1 << 16;

    private final Embedder embedder;
    private final ObjectMapper json;
    private final Limits limits;
    private final EmbedCall call;
    private final boolean rejectLongTexts;
    private long count;
    private long failed;
    private long truncated;

    /// @param request embed's fields; its texts are not read
    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    public EmbedStream(Embedder embedder, ObjectMapper json, Limits limits, EmbedRequest request) {
        EmbedCall checked = EmbedCall.of(request, limits, Patience.ENDLESS);
        this.embedder = embedder;
        this.json = json;
        this.limits = limits;
        this.rejectLongTexts = checked.options().longTexts() == LongTexts.REJECT;
        // One long text must not fail the others, so long texts are told apart afterwards; and a stream would push
        // everything else out of the cache. A window's tokens are bounded by its lines.
        EmbedOptions options = checked.options()
                .withLongTexts(LongTexts.CUT_END)
                .withKeep(false)
                .withMaxTokens(Long.MAX_VALUE);
        this.call = new EmbedCall(options, checked.dimensions(), checked.encoding(), false);
    }

    /// How the texts are read from lines.
    public enum Form {
        /// One JSON object a line: `{"id"?, "text"}`.
        NDJSON,
        /// One text a line.
        TEXT
    }

    /// One line's fate so far.
    private record Item(
            long index,
            @Nullable JsonNode id,
            @Nullable String text,
            @Nullable Problem error) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Answer(@Nullable JsonNode id, long index, Object embedding, int tokens) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(@Nullable JsonNode id, long index, Problem error) {}

    /// The last line in place of the summary, where no more may come.
    private record Ending(Problem error) {}

    private record Summary(
            boolean done, long count, long failed, long truncated, double seconds, double textsPerSecond) {}

    /// Loads the model and tries the fields on it, so that what is wrong with either is known before the first line.
    ///
    /// @throws Fault as [Embedder#embed] does
    public void prepare() {
        call.run(embedder, List.of("ready"));
    }

    /// Embeds every line, and sums up, or says why not all of them were read.
    ///
    /// @param progress gets the number of lines answered so far
    /// @throws IOException if a stream breaks off
    public void run(InputStream in, OutputStream out, Form form, LongConsumer progress) throws IOException {
        long started = System.nanoTime();
        OutputStream buffered = new BufferedOutputStream(out, OUTPUT_BUFFER_BYTES);
        try (LinesAhead lines = LinesAhead.of(reader(in, limits), WINDOW_LINES, WINDOW_BYTES)) {
            for (List<LineReader.Line> window = lines.next(); !window.isEmpty(); window = lines.next()) {
                answer(window.stream().map(line -> parse(line, form)).toList(), buffered);
                progress.accept(count);
            }
        } catch (Fault fault) {
            write(new Ending(Problem.of(fault, null)), buffered);
            buffered.flush();
            return;
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        write(
                new Summary(
                        true, count, failed, truncated, rounded(seconds), rounded(seconds > 0 ? count / seconds : 0)),
                buffered);
        buffered.flush();
    }

    /// How many lines a stream would answer.
    public static long count(InputStream in, Limits limits) throws IOException {
        LineReader lines = reader(in, limits);
        long count = 0;
        for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            count += line.get().isEmpty() ? 0 : 1;
        }
        return count;
    }

    private static LineReader reader(InputStream in, Limits limits) {
        return new LineReader(in, limits.lineBytes().asLongValue());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private Item parse(LineReader.Line line, Form form) {
        long index = count++;
        long limit = limits.lineBytes().asLongValue();
        if (line.bytes() > limit) {
            return failed(
                    index,
                    null,
                    new Fault.TooLarge(
                            "the line has %d bytes; at most %d are read".formatted(line.bytes(), limit),
                            "line",
                            limit,
                            line.bytes()));
        }
        try {
            return switch (form) {
                case TEXT -> text(index, null, new String(line.content(), StandardCharsets.UTF_8).strip());
                case NDJSON -> object(index, line.content());
            };
        } catch (Fault fault) {
            return failed(index, null, fault);
        }
    }

    private Item object(long index, byte[] content) {
        JsonNode node;
        try {
            node = json.readTree(content);
        } catch (JsonProcessingException e) {
            throw JsonFault.of(e, content);
        } catch (IOException e) {
            throw new Fault.InvalidRequest("the line cannot be read: " + e.getMessage());
        }
        JsonNode text = node.path("text");
        JsonNode id = node.path("id").isMissingNode() ? null : node.path("id");
        if (!text.isTextual()) {
            String found = text.isMissingNode() ? "is missing" : "is " + Check.quoted(text.toString());
            return failed(
                    index,
                    id,
                    new Fault.InvalidRequest(
                            "text %s; a line is an object such as {\"text\": \"a text\"}".formatted(found), "text"));
        }
        return text(index, id, text.textValue());
    }

    private Item text(long index, @Nullable JsonNode id, String text) {
        return text.isBlank()
                ? failed(index, id, new Fault.InvalidRequest("text is blank; leave the line out", "text"))
                : new Item(index, id, text, null);
    }

    private Item failed(long index, @Nullable JsonNode id, Fault fault) {
        return new Item(index, id, null, Problem.of(fault, null));
    }

    private void answer(List<Item> window, OutputStream out) throws IOException {
        List<String> texts =
                window.stream().map(Item::text).filter(text -> text != null).toList();
        try {
            EmbedResponse embedded = texts.isEmpty() ? null : call.run(embedder, texts);
            int next = 0;
            for (Item item : window) {
                if (item.text() == null || embedded == null) {
                    fail(item.index(), item.id(), item.error(), out);
                } else {
                    answer(item, embedded, next++, out);
                }
            }
        } catch (Fault fault) {
            // The model failed on the window, which fails its lines and not the stream.
            for (Item item : window) {
                fail(item.index(), item.id(), item.error() == null ? Problem.of(fault, null) : item.error(), out);
            }
        }
        out.flush();
    }

    private void answer(Item item, EmbedResponse embedded, int row, OutputStream out) throws IOException {
        if (embedded.truncated().contains(row)) {
            if (rejectLongTexts) {
                fail(item.index(), item.id(), Problem.of(tooLong(String.valueOf(item.text())), null), out);
                return;
            }
            truncated++;
        }
        write(
                new Answer(
                        item.id(),
                        item.index(),
                        embedded.embeddings().get(row),
                        embedded.tokens().get(row)),
                out);
    }

    /// The fault that the text alone gives, which counts its tokens, told of the line.
    private Fault tooLong(String text) {
        try {
            embedder.embed(List.of(text), call.options().withLongTexts(LongTexts.REJECT));
            return new Fault.InvalidRequest("the text is longer than the model's window", "text");
        } catch (Fault fault) {
            // Any other is this line's alone too: thrown on, it would answer the whole window a second time.
            return fault instanceof Fault.TextTooLong tooLong ? tooLong.ofLine() : fault;
        }
    }

    private void fail(long index, @Nullable JsonNode id, @Nullable Problem error, OutputStream out) throws IOException {
        failed++;
        write(new Failure(id, index, Objects.requireNonNull(error)), out);
    }

    private void write(Object line, OutputStream out) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }
}
