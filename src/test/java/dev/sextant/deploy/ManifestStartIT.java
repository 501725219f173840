package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.FreePort;
import io.fabric8.knative.eventing.v1.Trigger;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The application in the environment that a manifest gives it, and nothing else.
class ManifestStartIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path APPLICATION =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            embed   | compare | {"texts": ["a lantern", "a lamp"]}
            compare | search  | {"texts": ["a lantern", "a lamp"]}
            search  | project | {"query": "light", "documents": ["a lantern", "a loaf"]}
            project | embed   | {"vectors": [[1, 0, 2], [0, 1, 1], [3, 1, 0], [1, 1, 1]], "method": "pca"}
            """)
    @Timeout(120)
    void answersARequestAndAnEventOfItsFunctionAlone(String function, String other, String request) throws Exception {
        Manifests manifests = Manifests.of("dev");
        Service service = manifests.one(Service.class, function);
        int port = FreePort.find();
        Process process = start(manifests, service, port);
        try {
            awaitReady(service, port, process);

            HttpResponse<String> answer = post(port, "/" + function, request);
            HttpResponse<String> elsewhere = post(port, "/" + other, request);
            HttpResponse<String> reply =
                    event(port, manifests.one(Trigger.class, function).getSpec(), request);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(elsewhere.statusCode()).isEqualTo(404);
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            assertThat(reply.headers().firstValue("ce-type")).contains("dev.sextant.%s.result".formatted(function));
            assertThat(reply.headers().firstValue("ce-id")).contains("17/" + function);
            assertThat(names(reply.body())).isSubsetOf(names(answer.body()));
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(Manifests manifests, Service service, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        APPLICATION.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        // Not the manifest's: the port, which a pod has to itself, and the folder of the container's /tmp.
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("JAVA_TOOL_OPTIONS", "-Duser.home=" + folder);
        for (EnvVar variable : container(service).getEnv()) {
            environment.put(variable.getName(), value(manifests, variable).replace("/tmp/", folder + "/"));
        }
        return builder.start();
    }

    private static String value(Manifests manifests, EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var reference = variable.getValueFrom().getSecretKeyRef();
        String encoded =
                manifests.one(Secret.class, reference.getName()).getData().get(reference.getKey());
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private void awaitReady(Service service, int port, Process process) throws Exception {
        String path = container(service).getReadinessProbe().getHttpGet().getPath();
        while (true) {
            assertThat(process.isAlive()).as(folder.resolve("log").toString()).isTrue();
            try {
                if (send(HttpRequest.newBuilder(uri(port, path))).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static HttpResponse<String> event(int port, io.fabric8.knative.eventing.v1.TriggerSpec trigger, String data)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(port, "/"))
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "17")
                .header("ce-source", "/test")
                .header("Prefer", "reply")
                .POST(HttpRequest.BodyPublishers.ofString(data));
        trigger.getFilters().getFirst().getExact().forEach((name, value) -> request.header("ce-" + name, value));
        return send(request);
    }

    private static HttpResponse<String> post(int port, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static List<String> names(String json) throws IOException {
        JsonNode object = JSON.readTree(json);
        assertThat(object.isObject()).isTrue();
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Container container(Service service) {
        return service.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://localhost:%d%s".formatted(port, path));
    }
}
