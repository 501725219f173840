package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A line a vector: `{"id", "text", "metadata", "row", "embedding"}`; of a split document `text` is the passage.
record NdjsonExport(ObjectMapper json) implements Export {
    private static final int BUFFER_BYTES = 1 << 16;

    @SuppressWarnings("ArrayRecordComponent") // Written once and never compared.
    private record Line(String id, String text, Map<String, Object> metadata, int row, float[] embedding) {}

    @Override
    public void write(StoredCollection collection, Filter filter, OutputStream out) throws IOException {
        Export.buffered(
                out,
                BUFFER_BYTES,
                lines -> collection.forEach(
                        filter,
                        (document, row, passage, vector) -> Export.unchecked(() -> {
                            String text = document.text().substring(passage.start(), passage.end());
                            lines.write(json.writeValueAsBytes(
                                    new Line(document.id(), text, document.metadata(), row, vector)));
                            lines.write('\n');
                        })));
    }
}
