package dev.sextant.wire;

import static dev.sextant.wire.auth.KeysFromAFile.READER;
import static dev.sextant.wire.auth.KeysFromAFile.STRANGER;
import static dev.sextant.wire.auth.KeysFromAFile.WRITER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnauthorizedException;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import dev.sextant.wire.auth.KeysFromAFile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in where, by a server that has keys.
@QuarkusTest
@TestProfile(KeysFromAFile.class)
class KeyCheckTest {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    /// A body of the path's own kind, which its answer need not like.
    private static HttpRequest.Builder call(String method, String path) {
        boolean isStream = path.endsWith("/stream") || path.endsWith("/documents");
        return Client.to(path)
                .header("Content-Type", isStream ? NDJSON : JSON)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    }

    private static HttpRequest.Builder with(String key, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /embed",
        "POST, /compare",
        "POST, /search",
        "POST, /project",
        "POST, /embed/stream",
        "POST, /",
        "POST, /v1/embeddings",
        "GET, /v1/models",
        "POST, /tei",
        "POST, /tei/embed",
        "POST, /tei/similarity",
        "POST, /tei/tokenize",
        "GET, /tei/info",
        "GET, /tei/health/../info",
        "GET, /info",
        "GET, /collections",
        "GET, /collections/no-such",
        "GET, /collections/no-such/documents",
        "GET, /collections/no-such/map",
        "GET, /collections/no-such/map/points",
        "GET, /collections/no-such/rows?ids=1",
        "GET, /collections/no-such/export",
        "GET, /jobs",
        "GET, /jobs/no-such",
        "GET, /nothing",
        "GET, /embed",
        "DELETE, /embed",
        "GET, /q/nothing",
        "GET, /explorers",
        "GET, /explorer/sample",
        "GET, /explorer/sample/",
        "GET, /explorer/%73ample",
        "GET, /explorer/x/../sample",
        "GET, /webjars/three/LICENSE",
        "GET, /q/health/../../info",
        "GET, /explorer/../info",
        "GET, //info"
    })
    void readingTakesAKeyOfEitherScope(String method, String path) {
        assertRefused(path, Client.send(call(method, path)));
        assertRefused(path, Client.send(with(STRANGER, call(method, path))));
        assertLetIn(Client.send(with(READER, call(method, path))));
        assertLetIn(Client.send(with(WRITER, call(method, path))));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /collections/no-Such-",
        "DELETE, /collections/no-such",
        "POST, /collections/no-such/documents",
        "DELETE, /collections/no-such/documents",
        "DELETE, /collections/no-such/documents/1",
        "POST, /collections/no-such/map",
        "DELETE, /collections/no-such/map",
        "POST, /collections/no-such/reembed",
        "DELETE, /jobs/no-such",
        "POST, /calibrate",
        "POST, /nothing",
        "PUT, /explorer/index.html",
        "POST, /q/health/live",
        "POST, /teis",
        "OPTIONS, /collections/no-such"
    })
    void changingTakesAKeyForWriting(String method, String path) {
        assertRefused(path, Client.send(call(method, path)));
        assertRefused(path, Client.send(with(STRANGER, call(method, path))));
        Answer forbidden = Client.send(with(READER, call(method, path)));
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.json().path("code").asText()).isEqualTo("forbidden");
        assertThat(forbidden.json().path("detail").asText())
                .contains(method, path, "the scope write", "\"reader\"")
                .doesNotContain(READER);
        assertLetIn(Client.send(with(WRITER, call(method, path))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/explorer",
                "/explorer/",
                "/explorer/api.js",
                "/explorer/lib/three/LICENSE",
                "/explorer/nothing.js",
                "/q/health",
                "/q/health/started",
                "/q/health/ready",
                "/q/health/live",
                "/tei/health",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/"
            })
    void pagesProbesAndFiguresAreOpen(String path) {
        assertLetIn(Client.get(path));
        assertLetIn(Client.send(Client.to(path).method("HEAD", BodyPublishers.noBody())));
        assertLetIn(Client.send(with(STRANGER, Client.to(path))));
    }

    @Test
    void everythingWorksWithAKey() {
        Answer embedded = Client.send(with(
                READER,
                Client.to("/embed")
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofString("{\"texts\": [\"the harbour\"]}"))));
        assertThat(embedded.status()).isEqualTo(200);
        Answer lines = Client.send(with(
                READER,
                Client.to("/embed/stream")
                        .header("Content-Type", NDJSON)
                        .POST(BodyPublishers.ofString("{\"text\": \"the harbour\"}\n"))));
        assertThat(lines.body()).contains("\"done\":true");
        String collection = "/collections/under-lock";
        assertThat(Client.send(with(WRITER, call("PUT", collection))).status()).isIn(200, 201);
        Answer progress = Client.send(with(
                WRITER,
                Client.to(collection + "/documents")
                        .header("Content-Type", JSON)
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("[{\"text\": \"the harbour\"}, {\"text\": \"the port\"}]"))));
        assertThat(progress.body()).contains("event: done");
        assertThat(Client.send(with(READER, Client.to(collection))).status()).isEqualTo(200);
        assertThat(Client.send(with(WRITER, Client.to(collection).DELETE())).status())
                .isEqualTo(204);
    }

    @Test
    void anEventTakesAKey() {
        HttpRequest.Builder event = call("POST", "/")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/test")
                .header("ce-type", "dev.sextant.embed")
                .POST(BodyPublishers.ofString("{\"texts\": [\"the harbour\"]}"));
        assertRefused("/", Client.send(event));
        assertThat(Client.send(with(READER, event)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer  " + READER,
                "bearer " + READER,
                "BEARER      " + READER + "  ",
            })
    void theSchemeIsReadGenerously(String value) {
        assertLetIn(Client.send(Client.to("/info").header("Authorization", value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                READER,
                "Basic " + READER,
                "Bearer" + READER,
                "Bearer\t" + READER,
                "Bearer: " + READER,
                "Bearer " + READER + " " + READER,
                "Bearer " + READER + ", Bearer " + READER,
                "Bearer \"" + READER + "\"",
                "Bearer sha256:" + READER,
                "Bearer READER-KEY.OF+THESE~TESTS/01=="
            })
    void whatIsNoKeyOfOursIsRefused(String value) {
        assertRefused("/info", Client.send(Client.to("/info").header("Authorization", value)));
    }

    @Test
    void aHashIsNoKey() {
        String hash = KeysFromAFile.hash(WRITER);
        assertRefused("/info", Client.send(with(hash, Client.to("/info"))));
        assertRefused("/info", Client.send(with("sha256:" + hash, Client.to("/info"))));
    }

    @Test
    void twoHeadersAreOneTooMany() {
        assertRefused("/info", Client.send(with(READER, with(READER, Client.to("/info")))));
        assertRefused("/info", Client.send(with(STRANGER, with(READER, Client.to("/info")))));
    }

    @Test
    void aLongHeaderAndForeignCharactersAreRefused() throws IOException {
        assertRefused("/info", Client.send(with("a".repeat(7000), Client.to("/info"))));
        for (String value : List.of("Bearer schlüssel-der-nicht-stimmt", "Bearer " + READER + "\u0001", "Bärer x")) {
            assertThat(raw("GET /info HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: " + value
                            + "\r\n\r\n"))
                    .as(value)
                    .matches(answer -> answer.startsWith("HTTP/1.1 401") || answer.startsWith("HTTP/1.1 400"));
        }
    }

    @Test
    void whoHasNoKeyIsNotListenedTo() throws IOException {
        String answer = raw("""
                POST /collections/a/documents HTTP/1.1\r
                Host: a\r
                Content-Type: application/x-ndjson\r
                Content-Length: 1000000000000\r
                Expect: 100-continue\r
                Connection: close\r
                \r
                """);
        assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
    }

    @Test
    void openAisClientsAreToldInTheirWords() {
        Answer answer = Client.send(with(STRANGER, call("POST", "/v1/embeddings")));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"sextant\"");
        JsonNode error = answer.json().path("error");
        assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asText()).contains("API key").doesNotContain(STRANGER);
    }

    @Test
    void teisClientsAreToldInTheirWords() {
        Answer answer = Client.send(with(STRANGER, call("POST", "/tei/embed")));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"sextant\"");
        assertThat(answer.json().path("error_type").asText()).isEqualTo("Validation");
        assertThat(answer.json().path("error").asText()).contains("API key").doesNotContain(STRANGER);
    }

    @Test
    void openAisClientSendsItsKey() {
        assertThat(openAi(READER).models().list().data()).isNotEmpty();
        assertThatThrownBy(() -> openAi(STRANGER).models().list())
                .isInstanceOfSatisfying(
                        UnauthorizedException.class,
                        refused -> assertThat(refused.code()).contains("invalid_api_key"));
    }

    private static OpenAIClient openAi(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://localhost:%d/v1".formatted(Client.port()))
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @Test
    void pagesOfAnAllowedOriginMayAskAndMaySeeRefusals() {
        HttpRequest.Builder preflight = Client.to("/embed")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://pages.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type");
        Answer allowed = Client.send(preflight);
        assertThat(allowed.status()).isEqualTo(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://pages.example");
        assertThat(allowed.header("Access-Control-Allow-Headers")).contains("authorization");
        assertThat(allowed.header("Access-Control-Allow-Methods")).contains("POST");

        Answer refused = Client.send(call("POST", "/embed").header("Origin", "https://pages.example"));
        assertRefused("/embed", refused);
        assertThat(refused.headers().allValues("Access-Control-Allow-Origin")).containsExactly("https://pages.example");
        Answer answered = Client.send(with(READER, Client.to("/info").header("Origin", "https://pages.example")));
        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://pages.example");

        Answer stranger = Client.send(with(READER, Client.to("/info").header("Origin", "https://elsewhere.example")));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
        assertThat(stranger.header("X-Request-Id")).isNotEmpty();
    }

    @Test
    void whatIsRefusedLeavesNoTraceInTheFigures() {
        String secret = "secret-in-a-path";
        assertThat(Client.get("/" + secret).status()).isEqualTo(401);
        assertThat(Client.get("/collections/" + secret).status()).isEqualTo(401);
        Client.send(with(secret + "-and-a-header", Client.to("/info")));
        assertThat(Client.get("/q/metrics").body())
                .contains("status=\"401\",uri=\"REFUSED\"")
                .doesNotContain(secret);
    }

    /// Sends what no client sends.
    ///
    /// @return the head of the answer
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            StringBuilder head = new StringBuilder();
            for (int read = socket.getInputStream().read();
                    read >= 0 && head.indexOf("\r\n\r\n") < 0;
                    read = socket.getInputStream().read()) {
                head.append((char) read);
            }
            return head.toString();
        }
    }

    private static void assertLetIn(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isNotIn(401, 403);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private static void assertRefused(String path, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"sextant\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.body()).doesNotContain(READER, WRITER, STRANGER);
        if (!path.matches("/(v1|tei)(/.*)?")) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().path("code").asText()).isEqualTo("unauthorized");
        }
    }
}
