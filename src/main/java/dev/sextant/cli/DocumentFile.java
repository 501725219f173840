package dev.sextant.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sextant.Fault;
import dev.sextant.collection.DocumentForm;
import dev.sextant.collection.DocumentSource;
import dev.sextant.collection.Incoming;
import dev.sextant.wire.JsonFault;
import dev.sextant.wire.LineReader;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file of documents: a text a line (`.txt`), a table with a header (`.csv`) or a JSON object a line (`.jsonl`,
/// `.ndjson`), each also compressed (`.gz`). One column or field is the text, one may be the id, the others are
/// metadata.
///
/// @param textColumn name of the column with the text
/// @param idColumn name of the column with the id, which need not be there
record DocumentFile(Path path, String textColumn, String idColumn, Standalone parts) {
    /// What a spreadsheet means as a number, and not as a code with a leading zero.
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?");

    /// @throws Fault.InvalidRequest if the file's name tells of no format
    DocumentSource read(InputStream in) throws IOException {
        DocumentForm form = new DocumentForm(parts.limits(), Clock.systemUTC());
        String name = name();
        if (name.endsWith(".csv")) {
            return new Rows(in, form);
        }
        LineReader lines = new LineReader(in, parts.limits().lineBytes().asLongValue());
        if (name.endsWith(".txt")) {
            return new Lines(
                    lines, form, line -> parts.json().createObjectNode().put("text", line));
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return new Lines(lines, form, line -> arranged(parts.json().readTree(line)));
        }
        throw new Fault.InvalidRequest(
                "%s ends in none of .txt, .csv, .jsonl and .ndjson, with or without .gz".formatted(path));
    }

    /// The file's bytes, decompressed.
    InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /// How many documents there are, good or bad.
    long count() throws IOException {
        try (InputStream in = open()) {
            DocumentSource source = read(in);
            long count = 0;
            while (source.next().isPresent()) {
                count++;
            }
            return count;
        }
    }

    private String name() {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }

    private static MappingIterator<Map<String, String>> rows(InputStream in) throws IOException {
        return new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(in);
    }

    private JsonNode arranged(Map<String, String> row) {
        ObjectNode node = parts.json().createObjectNode();
        row.forEach((column, value) -> {
            boolean isText = column.equals(textColumn);
            if (isText || column.equals(idColumn) || !NUMBER.matcher(value).matches()) {
                // An empty cell says nothing of its field; an empty text is a fault.
                node.put(column, value.isEmpty() && !isText ? null : value);
            } else if (value.indexOf('.') < 0) {
                node.put(column, Long.parseLong(value));
            } else {
                node.put(column, Double.parseDouble(value));
            }
        });
        return arranged(node);
    }

    /// As documents look on the wire.
    private JsonNode arranged(JsonNode fields) {
        if (!fields.isObject()) {
            return fields;
        }
        ObjectNode document = parts.json().createObjectNode();
        ObjectNode metadata = document.putObject("metadata");
        fields.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (field.getKey().equals(textColumn)) {
                document.set("text", value);
            } else if (field.getKey().equals(idColumn) && !value.isNull()) {
                document.set(
                        "id", value.isNumber() ? parts.json().getNodeFactory().textNode(value.asText()) : value);
            } else if (field.getKey().equals("metadata") && value.isObject()) {
                metadata.setAll((ObjectNode) value);
            } else if (!field.getKey().equals(idColumn)) {
                metadata.set(field.getKey(), value);
            }
        });
        return document;
    }

    /// From a line to a document as it looks on the wire.
    @FunctionalInterface
    private interface Reading {
        JsonNode of(String line) throws JsonProcessingException;
    }

    private static final class Lines implements DocumentSource {
        private final LineReader lines;
        private final DocumentForm form;
        private final Reading reading;
        private long index;

        Lines(LineReader lines, DocumentForm form, Reading reading) {
            this.lines = lines;
            this.form = form;
            this.reading = reading;
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
            if (line.content().length < line.bytes()) {
                return new Incoming.Refused(
                        index++,
                        new Fault.InvalidRequest(
                                "the line has %d bytes, which is too long; see sextant.limits.line-bytes"
                                        .formatted(line.bytes())));
            }
            try {
                // Strictly: another charset read as this one would be embedded as rubbish.
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(line.content()))
                        .toString();
                return form.read(index++, reading.of(text.stripTrailing()));
            } catch (CharacterCodingException e) {
                return new Incoming.Refused(
                        index++, new Fault.InvalidRequest("the line is not UTF-8; save the file as UTF-8"));
            } catch (JsonProcessingException e) {
                return new Incoming.Refused(index - 1, JsonFault.of(e, line.content()));
            }
        }
    }

    private final class Rows implements DocumentSource {
        private final InputStream in;
        private final DocumentForm form;
        private @Nullable MappingIterator<Map<String, String>> rows;
        private long index;

        Rows(InputStream in, DocumentForm form) {
            this.in = in;
            this.form = form;
        }

        @Override
        public Optional<Incoming> next() throws IOException {
            try {
                // The header is read with it, and may be as bad as any row.
                rows = rows == null ? rows(in) : rows;
                if (!rows.hasNextValue()) {
                    return Optional.empty();
                }
                Map<String, String> row = rows.nextValue();
                if (index == 0 && !row.containsKey(textColumn)) {
                    throw new Fault.InvalidRequest("%s has no column %s; it has %s, name one with --text-column"
                            .formatted(path, textColumn, String.join(", ", row.keySet())));
                }
                return Optional.of(form.read(index++, arranged(row)));
            } catch (JsonProcessingException e) {
                throw new Fault.InvalidRequest(
                        "%s cannot be read after row %d: %s".formatted(path, index, e.getOriginalMessage()));
            } catch (CharConversionException e) {
                throw new Fault.InvalidRequest(
                        "%s is not UTF-8 somewhere after row %d; save the file as UTF-8".formatted(path, index));
            }
        }
    }
}
