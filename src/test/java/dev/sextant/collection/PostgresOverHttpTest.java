package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import dev.sextant.collection.postgres.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// The server with its collections in PostgreSQL.
@QuarkusTest
@TestProfile(PostgresOverHttpTest.InPostgres.class)
@EnabledIf("dev.sextant.collection.postgres.PostgresServer#isExpected")
@Timeout(120)
class PostgresOverHttpTest {

    public static final class InPostgres implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.limits.documents", "3");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Running.class));
        }
    }

    /// Starts PostgreSQL before the application and ends it afterwards.
    public static final class Running implements QuarkusTestResourceLifecycleManager {
        private @Nullable PostgresServer server;

        @Override
        public Map<String, String> start() {
            PostgresServer started = PostgresServer.start();
            server = started;
            return Map.of("sextant.postgres.url", started.url());
        }

        @Override
        public void stop() {
            Objects.requireNonNull(server).close();
        }
    }

    @Test
    void keepsSearchesAndMapsDocuments() throws Exception {
        Rest.create("notes", "{}");
        JsonNode report = Rest.add("notes", """
                [{"id": "coffee", "text": "Grind the beans just before you brew.", "metadata": {"year": 2021}},
                 {"id": "bread", "text": "Let the dough rise overnight in the fridge.", "metadata": {"year": 2024}},
                 {"id": "ferry", "text": "The last ferry leaves at nine.", "metadata": {"year": 2024}}]""");
        assertThat(report.path("added").asInt()).isEqualTo(3);

        JsonNode found = Client.post("/search", """
                        {"query": "When does the ship sail?", "collection": "notes", "topK": 1, "explain": true}""").json();
        assertThat(found.at("/results/0/hits/0/id").asText()).isEqualTo("ferry");
        JsonNode filtered = Client.post("/search", """
                        {"query": "When does the ship sail?", "collection": "notes", "filter": {"year": {"lt": 2022}}}""").json();
        assertThat(filtered.at("/results/0/hits")).hasSize(1);
        assertThat(filtered.at("/results/0/hits/0/id").asText()).isEqualTo("coffee");

        makeMap();
        assertThat(Rest.get("/collections/notes/map").path("components").asInt())
                .isEqualTo(2);
        assertThat(Client.get("/collections/notes/export?format=ndjson").body().lines())
                .hasSize(3);
        Answer refused = Client.post("/collections/notes/documents", "[{\"text\": \"One too many.\"}]");
        assertThat(refused.status()).as(refused.body()).isEqualTo(413);
        assertThat(refused.json().path("actual").asInt()).isEqualTo(4);
        assertThat(Rest.get("/collections/notes").path("count").asInt()).isEqualTo(3);
        assertThat(Rest.delete("/collections/notes").status()).isEqualTo(204);
    }

    private static void makeMap() throws InterruptedException {
        String job =
                Client.post("/collections/notes/map", "{}").json().path("job").asText();
        while (!Rest.get("/jobs/" + job).path("state").asText().equals("done")) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
