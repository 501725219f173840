package dev.sextant.collection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A collection on its way out, in a format that others read, as of one moment and in constant memory. Of collections
/// that split documents each passage is one row, but where documents are whole.
sealed interface Export permits DocumentsExport, NdjsonExport, NpyExport, TsvExport {

    /// Formats by their names on the wire.
    enum Format {
        NDJSON("application/x-ndjson", "ndjson"),
        NPY("application/octet-stream", "npy"),
        TSV("application/zip", "zip"),
        DOCUMENTS("application/x-ndjson", "ndjson");

        private final String mediaType;
        private final String ending;

        Format(String mediaType, String ending) {
            this.mediaType = mediaType;
            this.ending = ending;
        }

        String mediaType() {
            return mediaType;
        }

        /// Ending of a file that holds it.
        String ending() {
            return ending;
        }
    }

    static Export of(Format format, ObjectMapper json) {
        return switch (format) {
            case NDJSON -> new NdjsonExport(json);
            case NPY -> new NpyExport();
            case TSV -> new TsvExport();
            case DOCUMENTS -> new DocumentsExport(json);
        };
    }

    /// Writes the passages of all documents that the filter lets through, in row order.
    ///
    /// @throws IOException if the stream breaks off
    void write(StoredCollection collection, Filter filter, OutputStream out) throws IOException;

    /// Something that writes, as visitors must not throw what writing throws.
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /// Does it, throwing as unchecked what [#through] gives back as it was.
    static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes through a buffer, and flushes it.
    static void buffered(OutputStream out, int bytes, java.util.function.Consumer<OutputStream> body)
            throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, bytes);
        try {
            body.accept(buffered);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        buffered.flush();
    }
}
