package dev.sextant.cli;

import dev.sextant.collection.Document;
import dev.sextant.collection.IngestionReport;
import java.io.IOException;
import java.util.List;

/// Where a command's documents go: a server's collection, or one that the command has opened itself.
interface Destination extends AutoCloseable {

    /// Says in a few words where that is.
    String place();

    /// Takes documents; they last when it returns. Failures in the report count from 0 within the batch.
    IngestionReport take(List<Document> batch) throws IOException;

    @Override
    void close();
}
