package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.FreePort;
import dev.sextant.Installed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image for CPUs, built without a registry out of Debian's packages and this JDK, and what is in it, run as a
/// cluster would: by nobody, on a root that cannot be written but for `/tmp`.
class ImageIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// Works without the kernel's overlays and without a daemon.
    private static final String OPTIONS = "--storage-driver=vfs";

    private static String container = "";
    private static JsonNode config = JSON.missingNode();

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() throws Exception {
        Installed.program("debootstrap", "debootstrap");
        Installed.program("buildah", "buildah");
        run("deploy/bases.sh");
        run(
                "deploy/image.sh",
                "cpu",
                "--isolation=chroot",
                "--build-arg=JDK=localhost/sextant-jdk",
                "--build-arg=BASE=localhost/sextant-base");
        container = run("buildah", OPTIONS, "from", "localhost/sextant").strip();
        config = JSON.readTree(run("buildah", OPTIONS, "inspect", container)).at("/OCIv1/config");
    }

    @AfterAll
    static void remove() throws Exception {
        if (!container.isEmpty()) {
            run("buildah", OPTIONS, "rm", container);
        }
    }

    @Test
    void embedsAsNobodyOnARootThatCannotBeWritten() throws Exception {
        int port = FreePort.find();
        Process process = start(port);
        try {
            HttpResponse<String> answer = embed(port, process);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/embeddings/0")).hasSize(384);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(folder.resolve("log"))
                .content()
                .contains("Sextant is at")
                .doesNotContain("ERROR", "Exception", "cannot be");
    }

    @Test
    void saysWhatIsInIt() throws Exception {
        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        JsonNode parts =
                JSON.readTree(Path.of(mount()).resolve("opt/sextant/sbom.json").toFile());

        assertThat(parts.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(parts.path("components").findValuesAsText("name")).contains("onnxruntime", "tokenizers");
    }

    /// What a container's runtime does, in few words: mounts, a root, a user, an environment, and the program.
    private Process start(int port) throws Exception {
        List<String> program = new ArrayList<>(List.of("env", "-i", "QUARKUS_HTTP_PORT=" + port));
        config.path("Env").forEach(variable -> program.add(variable.asText()));
        config.path("Entrypoint").forEach(word -> program.add(word.asText()));
        String script = """
                set -e
                root=$1; shift
                mount --bind "$root" "$root"
                mount -t tmpfs tmpfs "$root/tmp"
                mount -t proc proc "$root/proc"
                mount --rbind /dev "$root/dev"
                mount -o remount,ro,bind "$root"
                exec chroot --userspec=10001:10001 "$root" "$@"
                """;
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "--fork", "sh", "-c", script, "run", mount()));
        command.addAll(program);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static HttpResponse<String> embed(int port, Process process) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/embed".formatted(port)))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString("{\"texts\": [\"a lighthouse keeper\"]}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (process.isAlive()) {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.ofString());
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        }
        throw new IllegalStateException("it ended with " + process.exitValue());
    }

    private static String mount() throws Exception {
        return run("buildah", OPTIONS, "mount", container).strip();
    }

    private static String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BUILDER_OPTIONS", OPTIONS);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), out)
                .isZero();
        return out;
    }
}
