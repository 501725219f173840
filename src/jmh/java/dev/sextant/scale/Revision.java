package dev.sextant.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the manifests say of how one service scales.
///
/// @param concurrency requests that a pod takes in at once
/// @param utilization part of it that is aimed for, above 0, at most 1
/// @param minScale least pods
/// @param maxScale most pods
/// @param retentionSeconds how long the last pod stays when nothing asks for it any more
record Revision(int concurrency, double utilization, int minScale, int maxScale, double retentionSeconds) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String ANNOTATIONS = "/spec/template/metadata/annotations";
    private static final String KNATIVE = "autoscaling.knative.dev/";

    Revision {
        if (concurrency < 1
                || utilization <= 0
                || utilization > 1
                || minScale < 0
                || maxScale < Math.max(1, minScale)) {
            throw new IllegalArgumentException(
                    "concurrency %d, utilization %s, min-scale %d, max-scale %d; at least 1, in (0, 1], at least 0, at least that"
                            .formatted(concurrency, utilization, minScale, maxScale));
        }
    }

    /// Reads the service's own manifest, and the patch that all services share.
    ///
    /// @param base the folder with `services.yaml` and `service.patch.yaml`
    /// @throws IOException if the service or one of its values is not there
    static Revision read(Path base, String service) throws IOException {
        JsonNode own = documents(base.resolve("services.yaml")).stream()
                .filter(document -> document.at("/metadata/name").asText().equals(service))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no service %s in %s".formatted(service, base)));
        Map<String, String> annotations = new HashMap<>();
        own.at(ANNOTATIONS)
                .properties()
                .forEach(field ->
                        annotations.put(field.getKey(), field.getValue().asText()));
        for (JsonNode operation :
                YAML.readTree(base.resolve("service.patch.yaml").toFile())) {
            String path = operation.path("path").asText();
            if (path.startsWith(ANNOTATIONS + "/")) {
                String key = path.substring(ANNOTATIONS.length() + 1).replace("~1", "/");
                annotations.put(key, operation.path("value").asText());
            }
        }
        return new Revision(
                own.at("/spec/template/spec/containerConcurrency").asInt(),
                Double.parseDouble(value(annotations, "target-utilization-percentage")) / 100,
                Integer.parseInt(value(annotations, "min-scale")),
                Integer.parseInt(value(annotations, "max-scale")),
                seconds(value(annotations, "scale-to-zero-pod-retention-period")));
    }

    /// Requests in flight that one pod is there for.
    double target() {
        return concurrency * utilization;
    }

    /// @param scale most pods that there is room for
    Revision atMost(int scale) {
        return new Revision(concurrency, utilization, minScale, Math.min(maxScale, scale), retentionSeconds);
    }

    Revision withRetention(double seconds) {
        return new Revision(concurrency, utilization, minScale, maxScale, seconds);
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    private static String value(Map<String, String> annotations, String name) throws IOException {
        String value = annotations.get(KNATIVE + name);
        if (value == null) {
            throw new IOException("the manifests do not say %s%s".formatted(KNATIVE, name));
        }
        return value;
    }

    /// @param duration as Kubernetes writes it, such as `5m`
    private static double seconds(String duration) {
        return Duration.parse("PT" + duration.toUpperCase(Locale.ROOT)).toMillis() / 1e3;
    }
}
