package dev.sextant.info;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What operators ask for: health, figures, the description of the API.
@QuarkusTest
class OperationsTest {

    @Test
    void isHealthyInEveryWay() {
        for (String check : List.of("started", "ready", "live")) {
            Answer answer = Client.get("/q/health/" + check);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void aModelThatIsNotLoadedYetIsReady() {
        JsonNode model = Client.get("/q/health/ready").json().path("checks").path(0);
        assertThat(model.path("name").asText()).isEqualTo("model");
        assertThat(model.path("data").path("state").asText()).isEqualTo("on-first-use");
    }

    @Test
    void figuresCountWhatWasEmbedded() {
        String text = "a text for the figures " + UUID.randomUUID();
        Client.embed(Map.of("texts", List.of(text)));
        double texts = figure("sextant_embed_texts_total");
        double hits = figure("sextant_cache_hits_total");
        double misses = figure("sextant_cache_misses_total");
        double tokens = figure("sextant_batch_tokens_total");
        Client.embed(Map.of("texts", List.of(text, "another text " + UUID.randomUUID())));
        assertThat(figure("sextant_embed_texts_total")).isEqualTo(texts + 2);
        assertThat(figure("sextant_cache_hits_total")).isEqualTo(hits + 1);
        assertThat(figure("sextant_cache_misses_total")).isEqualTo(misses + 1);
        assertThat(figure("sextant_batch_tokens_total")).isGreaterThan(tokens);
        assertThat(figure("sextant_cache_size")).isPositive();
        assertThat(figure("sextant_cache_size_bytes")).isGreaterThan(4 * 384);
        assertThat(figure("sextant_batch_rows_count")).isPositive();
        assertThat(Client.get("/q/metrics").body())
                .contains("sextant_batch_padding_total", "sextant_device{", "jvm_memory_used_bytes");
    }

    @Test
    void thePagesOfTheApiAreThere() {
        Answer page = Client.get("/q/swagger-ui/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("swagger-ui");
    }

    @Test
    void pagesOfOtherOriginsAreNotLetIn() {
        Answer answer = Client.send(Client.to("/info").header("Origin", "https://pages.example"));
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void describesItsApiByOurFile() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        JsonNode file = yaml.readTree(
                Path.of("src/main/resources/META-INF/openapi.yaml").toFile());
        Answer answer = Client.get("/q/openapi");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode served = yaml.readTree(answer.body());
        assertThat(keys(served.path("paths"))).containsExactlyInAnyOrderElementsOf(keys(file.path("paths")));
        assertThat(served.at("/info/title")).isEqualTo(file.at("/info/title"));
        assertThat(served.at("/paths/~1embed/post/description")).isEqualTo(file.at("/paths/~1embed/post/description"));
        assertThat(keys(served.at("/components/schemas")))
                .containsExactlyInAnyOrderElementsOf(keys(file.at("/components/schemas")));
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static double figure(String name) {
        return Client.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + name));
    }
}
