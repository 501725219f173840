package dev.sextant.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The packaged server in a JVM that [NameWatch] watches.
final class WatchedServer implements AutoCloseable {
    /// Sent with each request, whether the server asks for it or not.
    static final String KEY = "a-key-of-these-tests";

    private static final Path APPLICATION =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final int TRIES = 900;
    private static final long PAUSE_MILLISECONDS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = FreePort.find();
    private final Path folder;
    private final Process process;

    /// @param folder what the server keeps; whoever starts another there finds its optimised graph
    /// @param settings as options of the JVM
    WatchedServer(Path folder, String... settings) throws IOException {
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-javaagent:" + AgentJar.in(folder),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Duser.home=" + folder,
                "-Dsextant.data-dir=" + folder.resolve("data"),
                "-Dquarkus.http.port=" + port));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", APPLICATION.toString()));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("log");
    }

    /// Sends a request until it is answered as it should be: some have to wait for what another began.
    ///
    /// @param line status, method, path and, where there is one, the body
    void send(String line) throws IOException, InterruptedException {
        String[] words = line.split(" ", 4);
        HttpRequest request = request(words[1], words[2], words.length == 4 ? words[3] : "");
        String answer = "";
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() == Integer.parseInt(words[0])) {
                    return;
                }
                answer = response.statusCode() + " " + response.body();
            } catch (IOException e) {
                answer = e.toString(); // It may not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        }
        throw new AssertionError("%s: %s; %s".formatted(line, answer, Files.readString(log())));
    }

    private HttpRequest request(String method, String path, String body) {
        String type = path.equals("/") ? "cloudevents+json" : path.endsWith("/stream") ? "x-ndjson" : "json";
        return HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                .header("Content-Type", "application/" + type)
                .header("Authorization", "Bearer " + KEY)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    /// Ends the server.
    ///
    /// @return what it has asked for
    List<NameLog.Line> end() throws IOException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(log())).doesNotContain("not watched");
        return NameLog.read(folder);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
