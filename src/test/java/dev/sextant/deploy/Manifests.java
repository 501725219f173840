package dev.sextant.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sextant.Installed;
import io.fabric8.knative.eventing.v1.Broker;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.flows.v1.Sequence;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a cluster would be given, in types that know every field there is: a field that is misspelt or misplaced fails.
record Manifests(List<HasMetadata> all) {
    private static final Path FOLDER = Path.of("k8s").toAbsolutePath();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("serving.knative.dev/v1 Service", io.fabric8.knative.serving.v1.Service.class),
            Map.entry("eventing.knative.dev/v1 Broker", Broker.class),
            Map.entry("eventing.knative.dev/v1 Trigger", Trigger.class),
            Map.entry("flows.knative.dev/v1 Sequence", Sequence.class));

    /// The types would take what they do not know for later, which is not what a test wants.
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    /// @param overlay a folder of `k8s/overlays`
    /// @param components folders of `k8s/components` beside those that the overlay has
    static Manifests of(String overlay, String... components) {
        if (components.length == 0) {
            return kustomize(FOLDER.resolve("overlays").resolve(overlay));
        }
        try {
            // Kustomize takes relative paths only, and what it is given has to lie beside what it names.
            Path own = Files.createTempDirectory(FOLDER.resolve("overlays"), "test-");
            Path file = own.resolve("kustomization.yaml");
            try {
                Files.writeString(
                        file,
                        "resources: [../%s]%ncomponents:%n%s"
                                .formatted(
                                        overlay,
                                        Stream.of(components)
                                                .map(name -> "  - ../../components/" + name)
                                                .collect(Collectors.joining("\n"))));
                return kustomize(own);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests kustomize(Path folder) {
        Path kubectl = Installed.program("kubectl", "kubectl");
        try {
            Process process = new ProcessBuilder(kubectl.toString(), "kustomize", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("kubectl kustomize %s failed".formatted(folder));
            }
            return parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Manifests parse(String yaml) throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        YAMLFactory factory = new YAMLFactory();
        try (var documents = new ObjectMapper(factory).readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                String kind = document.path("apiVersion").asText() + " "
                        + document.path("kind").asText();
                Class<? extends HasMetadata> type =
                        Objects.requireNonNull(KINDS.get(kind), () -> "no test knows " + kind);
                all.add(STRICT.treeToValue(document, type));
            }
        }
        return new Manifests(all);
    }

    <T extends HasMetadata> List<T> every(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> type, String name) {
        return every(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(type.getSimpleName(), name)));
    }

    boolean has(String apiVersion, String kind, String name) {
        return all.stream()
                .anyMatch(object -> object.getApiVersion().equals(apiVersion)
                        && object.getKind().equals(kind)
                        && object.getMetadata().getName().equals(name));
    }
}
