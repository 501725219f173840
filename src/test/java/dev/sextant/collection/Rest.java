package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the tests of collections send.
final class Rest {
    static final String NDJSON = "application/x-ndjson";

    private Rest() {}

    /// An empty collection, whatever was there before.
    static void create(String name, String body) {
        delete("/collections/" + name);
        assertThat(put(name, body).status()).isEqualTo(201);
    }

    static Answer put(String name, String body) {
        return Client.send(Client.to("/collections/" + name)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    static Answer delete(String path) {
        return Client.send(Client.to(path).DELETE());
    }

    /// Sends documents as a JSON array; they must be answered by a report.
    static JsonNode add(String name, String json) {
        Answer answer = Client.post("/collections/%s/documents".formatted(name), json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static Answer lines(String name, String lines) {
        return Client.send(Client.to("/collections/%s/documents".formatted(name))
                .header("Content-Type", NDJSON)
                .POST(BodyPublishers.ofString(lines)));
    }

    static JsonNode get(String path) {
        Answer answer = Client.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static void assertRefused(Answer answer, int status, String code, String word) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.json().path("detail").asText()).contains(word);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static List<String> ids(JsonNode documents) {
        List<String> ids = new ArrayList<>();
        documents.forEach(document -> ids.add(document.path("id").asText()));
        return ids;
    }
}
