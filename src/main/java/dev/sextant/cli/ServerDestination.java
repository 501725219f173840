package dev.sextant.cli;

import dev.sextant.collection.CollectionRequest;
import dev.sextant.collection.Document;
import dev.sextant.collection.IngestionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/// A collection of a running server.
record ServerDestination(RunningServer server, String path) implements Destination {

    /// @param asked is compared with the collection where it is there and something is asked for
    static ServerDestination open(RunningServer server, String name, CollectionRequest asked) throws IOException {
        String path = "/collections/" + name;
        if (!asked.equals(CollectionRequest.DEFAULTS) || !server.has(path)) {
            var put = BodyPublishers.ofByteArray(server.json().writeValueAsBytes(asked));
            server.answer(
                    server.to(path).header("Content-Type", "application/json").PUT(put));
        }
        return new ServerDestination(server, path);
    }

    @Override
    public String place() {
        return server.address().toString();
    }

    @Override
    public IngestionReport take(List<Document> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Document document : batch) {
            lines.writeBytes(server.json()
                    .writeValueAsBytes(
                            Map.of("id", document.id(), "text", document.text(), "metadata", document.metadata())));
            lines.write('\n');
        }
        var body = BodyPublishers.ofByteArray(lines.toByteArray());
        String report = server.answer(server.to(path + "/documents")
                .header("Content-Type", "application/x-ndjson")
                .POST(body));
        return server.json().readValue(report, IngestionReport.class);
    }

    @Override
    public void close() {
        server.close();
    }
}
