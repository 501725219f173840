package dev.sextant.info;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The figures of a server that nobody has asked for anything yet.
@QuarkusTest
@TestProfile(FiguresTest.Fresh.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiguresTest {
    private static final List<String> NAMES = List.of(
            "sextant_embed_texts_total",
            "sextant_cache_hits_total",
            "sextant_cache_misses_total",
            "sextant_cache_size",
            "sextant_cache_size_bytes",
            "sextant_batch_rows_count",
            "sextant_batch_rows_sum",
            "sextant_batch_rows_max",
            "sextant_batch_rows_bucket",
            "sextant_batch_tokens_total",
            "sextant_batch_padding_total",
            "sextant_batch_padding_share",
            "sextant_queue_tokens",
            "sextant_queue_refused_total",
            "sextant_requests_active",
            "sextant_requests_refused_total",
            "sextant_requests_unread_total",
            "sextant_model_loaded",
            "sextant_model_load_seconds",
            "sextant_model_load_failures_total",
            "sextant_device",
            "sextant_device_fallback");

    /// An application that no other test has asked.
    public static final class Fresh implements QuarkusTestProfile {}

    @Test
    @Order(1)
    void areAllThereAtZeroBeforeTheFirstRequest() {
        Map<String, Double> figures = figures();
        assertThat(figures.keySet().stream()
                        .map(sample -> sample.replaceAll("\\{.*", ""))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(NAMES);
        figures.forEach((sample, value) -> {
            if (!sample.startsWith("sextant_device")) {
                assertThat(value).as(sample).isZero();
            }
        });
    }

    @Test
    @Order(2)
    void tellOfTheModelThatWasLoaded() {
        Client.embed(Map.of("texts", List.of("a lamp", "a lamp in a window, lit for those at sea")));
        Map<String, Double> figures = figures();
        String model = "{model=\"all-minilm-l6-v2\"}";
        assertThat(figures)
                .containsEntry("sextant_model_loaded" + model, 1.0)
                .containsEntry("sextant_model_load_failures_total" + model, 0.0)
                .containsEntry("sextant_model_loaded{model=\"all-minilm-l6-v2-int8\"}", 0.0);
        assertThat(figures.get("sextant_model_load_seconds" + model)).isPositive();
        double padding = figures.getOrDefault("sextant_batch_padding_total", 0.0);
        double tokens = figures.getOrDefault("sextant_batch_tokens_total", 0.0);
        assertThat(figures).containsEntry("sextant_batch_padding_share", padding / (padding + tokens));
    }

    @Test
    @Order(3)
    void namesThatCallersMakeUpAreNotKept() {
        assertThat(Client.send(Client.to("/collections/made-up").method("MADEUP", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
        assertThat(Client.get("/q/metrics").body())
                .contains("method=\"OTHER\",outcome=\"CLIENT_ERROR\",status=\"405\",uri=\"REFUSED\"")
                .doesNotContain("MADEUP", "made-up");
    }

    @Test
    void areInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(NAMES)
                .allSatisfy(name -> assertThat(readme).contains("`" + name.replaceAll("_(count|sum|max|bucket)$", "")));
    }

    @Test
    void nobodyIsTracedUnlessThereIsAnEndpoint() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.otel.sdk.disabled", Boolean.class))
                .isTrue();
    }

    /// Sextant's own samples, by name and labels.
    private static Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        Client.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sextant_"))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    figures.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return figures;
    }
}
