package dev.sextant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A client of the server under test: plain HTTP/1.1, nothing read or sent that the test does not say.
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Client() {}

    /// An answer, whole.
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return read(body);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// A row of `embeddings`, as numbers.
        public float[] vector(int row) {
            return floats(json().path("embeddings").path(row));
        }
    }

    public static int port() {
        return RestAssured.port;
    }

    public static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port(), path)))
                .timeout(Duration.ofMinutes(2));
    }

    public static Answer get(String path) {
        return send(to(path));
    }

    /// Posts JSON.
    public static Answer post(String path, String json) {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// Posts to `/embed` what must succeed.
    public static Answer embed(Object request) {
        Answer answer = post("/embed", write(request));
        if (answer.status != 200) {
            throw new AssertionError("status %d: %s".formatted(answer.status, answer.body));
        }
        return answer;
    }

    public static Answer send(HttpRequest.Builder request) {
        return send(HTTP, request);
    }

    public static Answer send(HttpClient http, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    public static float[] floats(JsonNode numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.path(i).floatValue();
        }
        return floats;
    }

    /// The vector that `POST /embed` gives a text.
    public static float[] vectorOf(String text) {
        return embed(Map.of("texts", List.of(text))).vector(0);
    }
}
