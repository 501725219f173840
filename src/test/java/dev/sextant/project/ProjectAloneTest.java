package dev.sextant.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A process that exports project and nothing else.
@QuarkusTest
@TestProfile(ProjectAloneTest.Alone.class)
class ProjectAloneTest {
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.functions", "project", "sextant.limits.project-rows", "4");
        }
    }

    @Test
    void vectorsAreMappedWithoutAModelAndLargeCollectionsAreToldOfTheWayForMore() {
        Answer map = Client.post("/project", "{\"vectors\": [[1, 0], [0, 1], [1, 1]]}");
        assertThat(map.status()).as(map.body()).isEqualTo(200);
        JsonNode info = Client.get("/info").json();
        assertThat(info.path("functions").toString()).isEqualTo("[\"project\"]");
        assertThat(info.at("/limits/projectRows").asInt()).isEqualTo(4);
        assertThat(info.path("models"))
                .isNotEmpty()
                .noneMatch(model -> model.path("loaded").asBoolean());
        assertLargeCollectionIsRefused();
    }

    private static void assertLargeCollectionIsRefused() {
        Client.send(Client.to("/collections/large")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
        List<Map<String, String>> documents = List.of("a", "b", "c", "d", "e").stream()
                .map(text -> Map.of("text", text))
                .toList();
        assertThat(Client.post("/collections/large/documents", Client.write(documents))
                        .status())
                .isEqualTo(200);
        Answer answer = Client.post("/project", "{\"collection\": \"large\"}");
        assertThat(answer.status()).isEqualTo(413);
        JsonNode problem = answer.json();
        assertThat(problem.path("detail").asText()).contains("POST /collections/large/map");
        assertThat(problem.path("limit").asInt()).isEqualTo(4);
        assertThat(problem.path("actual").asInt()).isEqualTo(5);
    }

    @Test
    void withoutAnExplorerTheRootLeadsToThePagesOfTheApi() {
        assertThat(Client.get("/").header("Location")).endsWith("/q/swagger-ui/");
        for (String path : List.of("/explorer", "/explorer/", "/explorer/main.js")) {
            assertThat(Client.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void theOthersAreNotThere() {
        assertThat(Client.post("/embed", "{\"texts\": [\"a\"]}").status()).isEqualTo(404);
        Answer event = Client.send(Client.to("/")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e-1")
                .header("ce-source", "/test")
                .header("ce-type", "dev.sextant.embed")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(event.status()).isEqualTo(422);
        assertThat(event.json().path("detail").asText())
                .endsWith("this server answers dev.sextant.project, dev.sextant.embed.result");
    }
}
