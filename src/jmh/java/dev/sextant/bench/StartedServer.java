package dev.sextant.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that is started, asked once and stopped.
final class StartedServer {
    /// Makes it say where the time of loading its model goes.
    static final String LOG = "-Dquarkus.log.category.\"dev.sextant.model.LoadTimes\".level=DEBUG";

    static final String FIRST = "first embedding answered";
    private static final long PATIENCE_SECONDS = 60;

    /// What its log tells, in milliseconds.
    private static final Map<String, Pattern> LOGGED = Map.of(
            "server started", Pattern.compile("started in (\\d+) ms"),
            "model: tokenizer", Pattern.compile("Loading, tokenizer: (\\d+) ms"),
            "model: runtime and graph", Pattern.compile("Loading, runtime and graph: (\\d+) ms"),
            "model: kept graph", Pattern.compile("Loading, kept graph: (\\d+) ms"),
            "model loaded", Pattern.compile("Loaded model .* in (\\d+) ms"));

    /// In the order in which they end.
    static final List<String> PHASES = List.of(
            "server started",
            "model: tokenizer",
            "model: kept graph",
            "model: runtime and graph",
            "model loaded",
            FIRST);

    private StartedServer() {}

    /// @return milliseconds by phase
    static Map<String, Double> run(Setting setting, StartMeasurement.Start start)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Files.createDirectories(setting.logs());
        Path log = setting.logs().resolve("start.log");
        ProcessBuilder builder = new ProcessBuilder(start.command(setting))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "SEXTANT_DATA_DIR",
                                Files.createTempDirectory(setting.work(), "data")
                                        .toString()));
        byte[] request = Connection.embed(List.of("the harbour at dawn"));
        long started = System.nanoTime();
        Process process = Program.start(builder);
        try {
            Map<String, Double> millis = new LinkedHashMap<>();
            answer(process, port, request, log);
            millis.put(FIRST, (System.nanoTime() - started) / 1e6);
            millis.putAll(read(Files.readString(log)));
            return millis;
        } finally {
            process.destroy();
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static void answer(Process process, int port, byte[] request, Path log)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Connection connection = new Connection(port)) {
                connection.send(request);
                return;
            } catch (ConnectException e) {
                Thread.sleep(2);
            }
        }
        throw new IOException("the server did not start; see " + log);
    }

    private static Map<String, Double> read(String log) {
        Map<String, Double> millis = new LinkedHashMap<>();
        LOGGED.forEach((phase, pattern) -> {
            Matcher line = pattern.matcher(log);
            // The last one: where nothing was kept, a kept graph is looked for before it is made.
            while (line.find()) {
                millis.put(phase, Double.valueOf(line.group(1)));
            }
        });
        return millis;
    }
}
