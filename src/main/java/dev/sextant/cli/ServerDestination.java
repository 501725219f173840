package dev.sextant.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.collection.CollectionRequest;
import dev.sextant.collection.Document;
import dev.sextant.collection.IngestionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A collection of a running server.
record ServerDestination(HttpClient http, ObjectMapper json, URI server, String name) implements Destination {
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final Duration PROBE = Duration.ofSeconds(5);

    /// The server there, if one answers.
    static Optional<HttpClient> probe(URI server, ObjectMapper json) throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PROBE)
                .build();
        try {
            var request = HttpRequest.newBuilder(at(server, "/info")).timeout(PROBE);
            JsonNode info = json.readTree(send(http, request).body());
            return info.has("functions") ? Optional.of(http) : Optional.empty();
        } catch (ConnectException | HttpTimeoutException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// @param asked is compared with the collection where it is there and something is asked for
    static ServerDestination open(HttpClient http, ObjectMapper json, URI server, String name, CollectionRequest asked)
            throws IOException {
        ServerDestination destination = new ServerDestination(http, json, server, name);
        HttpResponse<String> found = send(http, destination.request(""));
        if (found.statusCode() == NOT_FOUND || !asked.equals(CollectionRequest.DEFAULTS)) {
            var put = BodyPublishers.ofByteArray(json.writeValueAsBytes(asked));
            destination.answer(destination
                    .request("")
                    .header("Content-Type", "application/json")
                    .PUT(put));
        }
        return destination;
    }

    @Override
    public String place() {
        return server.toString();
    }

    @Override
    public IngestionReport take(List<Document> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Document document : batch) {
            lines.writeBytes(json.writeValueAsBytes(
                    Map.of("id", document.id(), "text", document.text(), "metadata", document.metadata())));
            lines.write('\n');
        }
        var body = BodyPublishers.ofByteArray(lines.toByteArray());
        return json.readValue(
                answer(request("/documents")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(body)),
                IngestionReport.class);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(at(server, "/collections/" + name + below));
    }

    private static URI at(URI server, String path) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /// @throws IOException with the server's own words if it refuses
    private String answer(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response = send(http, request);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException("%s says: %s".formatted(server, detail(response)));
        }
        return response.body();
    }

    private String detail(HttpResponse<String> response) {
        try {
            return json.readTree(response.body()).path("detail").asText("status " + response.statusCode());
        } catch (JsonProcessingException e) {
            return "status " + response.statusCode();
        }
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
