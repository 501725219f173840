package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A line a document, whole and once, without vectors: `{"id", "text", "metadata"}`, as documents are sent.
record DocumentsExport(ObjectMapper json) implements Export {
    private static final int BUFFER_BYTES = 1 << 16;

    private record Line(String id, String text, Map<String, Object> metadata) {}

    @Override
    public void write(StoredCollection collection, Filter filter, OutputStream out) throws IOException {
        Export.buffered(out, BUFFER_BYTES, lines -> collection.forEach(filter, new OnceEach(json, lines)));
    }

    /// Passages of a document have rows one after the other.
    private static final class OnceEach implements StoredCollection.PassageVisitor {
        private final ObjectMapper json;
        private final OutputStream lines;
        private String last = "";

        OnceEach(ObjectMapper json, OutputStream lines) {
            this.json = json;
            this.lines = lines;
        }

        @Override
        public void visit(Document document, int row, Passage passage, float[] vector) {
            if (!document.id().equals(last)) {
                last = document.id();
                Export.unchecked(() -> {
                    lines.write(json.writeValueAsBytes(new Line(document.id(), document.text(), document.metadata())));
                    lines.write('\n');
                });
            }
        }
    }
}
