package dev.sextant.collection;

import dev.sextant.Fault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes that are read, and those of one document against a limit.
final class MeteredInput extends FilterInputStream {
    private final long mostPerDocument;
    private long count;
    private long documentStart;

    MeteredInput(InputStream in, long mostPerDocument) {
        super(in);
        this.mostPerDocument = mostPerDocument;
    }

    long count() {
        return count;
    }

    /// From here on bytes count for another document.
    void nextDocument() {
        documentStart = count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        add(Math.max(0, read));
        return read;
    }

    /// Leaves what is under it open: a parser closes it at the first fault, and whoever gave it may read on.
    @Override
    public void close() {}

    private void add(int bytes) {
        count += bytes;
        long document = count - documentStart;
        if (document > mostPerDocument) {
            throw new Fault.TooLarge(
                    "a document has more than %d bytes of JSON; shorten it and send all again, those before it may be kept"
                            .formatted(mostPerDocument),
                    "documents",
                    mostPerDocument,
                    document);
        }
    }
}
