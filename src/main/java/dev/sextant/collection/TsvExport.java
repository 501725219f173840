package dev.sextant.collection;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The two files that the TensorFlow projector loads, in a zip: `vectors.tsv`, numbers only, and `metadata.tsv`, which
/// starts with the names of its columns; line by line they belong together.
///
/// @see <a href="https://projector.tensorflow.org">Embedding projector</a>
record TsvExport() implements Export {
    private static final int BUFFER_BYTES = 1 << 16;

    @Override
    public void write(StoredCollection collection, Filter filter, OutputStream out) throws IOException {
        List<String> fields =
                collection.summary().fields().stream().map(Summary.Field::name).toList();
        // Both files must be of one moment, and a zip is written one file after the other: the second waits on disk.
        Path metadata = Files.createTempFile("sextant-", ".tsv");
        try (OutputStream waiting = new BufferedOutputStream(Files.newOutputStream(metadata), BUFFER_BYTES)) {
            ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("vectors.tsv"));
            waiting.write(bytes("id\ttext" + joined(fields)));
            Export.buffered(
                    zip,
                    BUFFER_BYTES,
                    vectors -> collection.forEach(
                            filter,
                            (document, row, passage, vector) -> Export.unchecked(() -> {
                                vectors.write(bytes(line(vector)));
                                waiting.write(bytes(line(document, passage, fields)));
                            })));
            waiting.flush();
            zip.putNextEntry(new ZipEntry("metadata.tsv"));
            Files.copy(metadata, zip);
            zip.finish();
            zip.flush();
        } finally {
            Files.deleteIfExists(metadata);
        }
    }

    private static String joined(List<String> fields) {
        StringBuilder names = new StringBuilder();
        fields.forEach(field -> names.append('\t').append(cell(field)));
        return names.toString();
    }

    private static String line(float[] vector) {
        StringBuilder line = new StringBuilder();
        for (float value : vector) {
            line.append(line.isEmpty() ? "" : "\t").append(value);
        }
        return line.toString();
    }

    private static String line(Document document, Passage passage, List<String> fields) {
        StringBuilder line = new StringBuilder(cell(document.id()))
                .append('\t')
                .append(cell(document.text().substring(passage.start(), passage.end())));
        for (String field : fields) {
            line.append('\t')
                    .append(cell(Objects.requireNonNullElse(document.metadata().get(field), "")));
        }
        return line.toString();
    }

    /// The format has no escapes: what would end a cell becomes a space.
    private static String cell(Object value) {
        return value.toString().replaceAll("[\t\r\n]", " ");
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
