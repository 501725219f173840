package dev.sextant.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.wire.auth.ApiKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A Sextant that runs already, which commands use rather than load a model of their own: the one at `SEXTANT_URL`,
/// or else the one on this machine at the port of the settings. It is sent the key in `SEXTANT_API_KEY`, if there is
/// one.
///
/// @param key what goes into the header `Authorization`
record RunningServer(HttpClient http, ObjectMapper json, URI address, Optional<String> key) implements AutoCloseable {
    private static final int FIRST_ERROR = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final String KEY = "SEXTANT_API_KEY";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// The first time, a server reads its models' files to tell of them.
    private static final Duration PROBE = Duration.ofSeconds(60);

    /// The server, if one answers.
    ///
    /// @throws IOException if `SEXTANT_URL` names one that does not, or the one that answers wants another key
    static Optional<RunningServer> find(Standalone parts) throws IOException {
        String local = "http://localhost:" + parts.port();
        String chosen = System.getenv("SEXTANT_URL");
        boolean isChosen = chosen != null && !chosen.isBlank();
        URI address = URI.create(isChosen ? chosen.replaceFirst("/+$", "") : local);
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new IOException("SEXTANT_URL is %s; it is an address such as %s".formatted(chosen, local));
        }
        Optional<String> key = authorization();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        RunningServer server = new RunningServer(http, parts.json(), address, key);
        if (server.answers()) {
            return Optional.of(server);
        }
        http.close();
        if (isChosen) {
            throw new IOException(
                    "no Sextant answers at SEXTANT_URL, %s; start it, or unset SEXTANT_URL".formatted(chosen));
        }
        return Optional.empty();
    }

    /// What goes into the header; nothing where the variable is empty.
    private static Optional<String> authorization() throws IOException {
        String key = System.getenv(KEY);
        if (key == null || key.isBlank()) {
            return Optional.empty();
        }
        if (!ApiKey.isWellFormed(key.strip())) {
            throw new IOException(KEY + " is no API key: it has a character that no key has");
        }
        return Optional.of("Bearer " + key.strip());
    }

    private boolean answers() throws IOException {
        HttpResponse<String> response;
        JsonNode body;
        try {
            response = send(to("/info").timeout(PROBE));
            body = json.readTree(response.body());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // Whatever is there, it is no Sextant.
            return false;
        }
        if (response.statusCode() == UNAUTHORIZED && body.path("code").asText().equals("unauthorized")) {
            throw new IOException(
                    key.isPresent()
                            ? "%s does not know the API key in %s; set it to one of its keys".formatted(address, KEY)
                            : "%s asks for an API key; set the environment variable %s".formatted(address, KEY));
        }
        return body.has("functions");
    }

    /// Whether there is something at the path.
    boolean has(String path) throws IOException {
        return send(to(path)).statusCode() != NOT_FOUND;
    }

    /// Posts JSON.
    ///
    /// @throws IOException with the server's own words if it refuses
    <T> T post(String path, Object request, Class<T> answer) throws IOException {
        byte[] body = json.writeValueAsBytes(request);
        return json.readValue(
                answer(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body))),
                answer);
    }

    /// @throws IOException with the server's own words if it refuses
    String answer(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response = send(request);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException("%s says: %s".formatted(address, detail(response)));
        }
        return response.body();
    }

    HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        key.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private String detail(HttpResponse<String> response) {
        try {
            return json.readTree(response.body()).path("detail").asText("status " + response.statusCode());
        } catch (JsonProcessingException e) {
            return "status " + response.statusCode();
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
