package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Client;
import dev.sextant.cache.SharedRedis;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// What the dashboard draws and the alerts look at is what the application says of itself.
@QuarkusTest
@TestProfile(SharedRedis.class)
@EnabledIf("dev.sextant.cache.RedisServer#isExpected")
class MonitoringTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:sextant|jvm|http_server)_[a-z_]+\\b");

    @Test
    void drawsOnlyWhatThereIs() throws IOException {
        Manifests manifests = Manifests.of("cpu", "monitoring");
        JsonNode dashboard = new ObjectMapper()
                .readTree(manifests
                        .one(ConfigMap.class, "sextant-dashboard")
                        .getData()
                        .get("dashboard.json"));
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        assertThat(expressions).hasSizeGreaterThan(9);

        assertThat(metrics(expressions)).isSubsetOf(published());
    }

    @Test
    void alertsOnlyOnWhatThereIs() {
        PrometheusRule alerts = Manifests.of("cpu", "monitoring").one(PrometheusRule.class, "sextant");
        List<Rule> rules = alerts.getSpec().getGroups().getFirst().getRules();
        assertThat(rules).hasSizeGreaterThan(3).allSatisfy(rule -> {
            assertThat(rule.getAlert()).startsWith("Sextant");
            assertThat(rule.getAnnotations()).containsKey("summary");
        });

        assertThat(metrics(rules.stream()
                        .map(rule -> String.valueOf(rule.getExpr().getValue()))
                        .toList()))
                .hasSizeGreaterThan(3)
                .isSubsetOf(published());
    }

    @Test
    void scrapesThePodsThemselves() {
        Manifests manifests = Manifests.of("cpu", "monitoring");
        Service pods = manifests.one(Service.class, "sextant-metrics");
        ServiceMonitor monitor = manifests.one(ServiceMonitor.class, "sextant");

        assertThat(pods.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPort())
                    .isEqualTo(pods.getSpec().getPorts().getFirst().getName());
            assertThat(Client.get(endpoint.getPath()).status()).isEqualTo(200);
        });
    }

    private static Set<String> metrics(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        expressions.forEach(
                expression -> METRIC.matcher(expression).results().forEach(match -> names.add(match.group())));
        return names;
    }

    /// The names of all samples, once a text has been embedded.
    private static Set<String> published() {
        assertThat(Client.embed(Map.of("texts", List.of("a lamp in a window"))).status())
                .isEqualTo(200);
        Set<String> names = new TreeSet<>();
        Client.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
        return names;
    }
}
