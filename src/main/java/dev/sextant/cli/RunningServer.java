package dev.sextant.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
/// or else the one on this machine at the port of the settings.
record RunningServer(HttpClient http, ObjectMapper json, URI address) implements AutoCloseable {
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// The first time, a server reads its models' files to tell of them.
    private static final Duration PROBE = Duration.ofSeconds(60);

    /// The server, if one answers.
    ///
    /// @throws IOException if `SEXTANT_URL` names one that does not
    static Optional<RunningServer> find(Standalone parts) throws IOException {
        String local = "http://localhost:" + parts.port();
        String chosen = System.getenv("SEXTANT_URL");
        boolean isChosen = chosen != null && !chosen.isBlank();
        URI address = URI.create(isChosen ? chosen.replaceFirst("/+$", "") : local);
        if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
            throw new IOException("SEXTANT_URL is %s; it is an address such as %s".formatted(chosen, local));
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        RunningServer server = new RunningServer(http, parts.json(), address);
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

    private boolean answers() throws IOException {
        try {
            return json.readTree(send(to("/info").timeout(PROBE)).body()).has("functions");
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // Whatever is there, it is no Sextant.
            return false;
        }
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
        return HttpRequest.newBuilder(URI.create(address + path));
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
