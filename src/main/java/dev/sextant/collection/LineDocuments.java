package dev.sextant.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.wire.JsonFault;
import dev.sextant.wire.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalDouble;

/// Documents from NDJSON, one a line. A line that cannot be read is refused, and the next one is tried; empty lines are
/// skipped and not counted.
public final class LineDocuments implements DocumentSource {
    private final MeteredInput in;
    private final LineReader lines;
    private final ObjectMapper json;
    private final DocumentForm form;
    private final long bytes;
    private final long mostPerLine;
    private long index;

    /// @param bytes length of the whole, 0 where it is not known
    /// @param mostPerLine most bytes of one line
    public LineDocuments(InputStream in, ObjectMapper json, DocumentForm form, long bytes, long mostPerLine) {
        this.in = new MeteredInput(in, Long.MAX_VALUE);
        this.lines = new LineReader(this.in, mostPerLine);
        this.json = json;
        this.form = form;
        this.bytes = bytes;
        this.mostPerLine = mostPerLine;
    }

    @Override
    public Optional<Incoming> next() throws IOException {
        Optional<LineReader.Line> line = lines.next();
        while (line.isPresent() && line.get().isEmpty()) {
            line = lines.next();
        }
        return line.map(this::incoming);
    }

    private Incoming incoming(LineReader.Line line) {
        if (line.bytes() > mostPerLine) {
            return new Incoming.Refused(
                    index++,
                    new Fault.TooLarge(
                            "the line has %d bytes; at most %d are read".formatted(line.bytes(), mostPerLine),
                            "line",
                            mostPerLine,
                            line.bytes()));
        }
        try {
            return form.read(index++, json.readTree(line.content()));
        } catch (JsonProcessingException e) {
            return new Incoming.Refused(index - 1, JsonFault.of(e, line.content()));
        } catch (IOException e) {
            return new Incoming.Refused(
                    index - 1, new Fault.InvalidRequest("the line cannot be read: " + e.getMessage()));
        }
    }

    @Override
    public OptionalDouble share() {
        return bytes > 0 ? OptionalDouble.of(Math.min(1, (double) in.count() / bytes)) : OptionalDouble.empty();
    }
}
