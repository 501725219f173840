package dev.sextant.scale;

import dev.sextant.bench.Application;
import dev.sextant.bench.Connection;
import dev.sextant.bench.ProcessStatus;
import dev.sextant.bench.Program;
import dev.sextant.bench.Server;
import dev.sextant.bench.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// A process of one function, started as the image starts it, in the environment of its manifest. Whoever started it
/// ends it and closes it.
final class Pod implements AutoCloseable {
    /// As often as Knative's queue proxy asks.
    private static final long PROBE_MILLIS = 25;

    private static final long PATIENCE_SECONDS = 60;

    /// The one core that the manifest asks for, half of its memory as heap, and the collector that Java takes in a pod,
    /// which sees its node's cores. In a cluster a pod may use cores that lie idle; here several pods share a few.
    private static final String[] SIZE = {"-XX:ActiveProcessorCount=1", "-XX:+UseG1GC", "-Xmx1g"};

    private static final byte[] PROBE = Connection.get("/q/health/ready");

    private final Process process;
    private final int port;
    private final Path log;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    private Pod(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// Starts the process and does not wait for it.
    static Pod start(Setting setting, int number) throws IOException {
        int port = Server.freePort();
        Files.createDirectories(setting.logs());
        Path log = setting.logs().resolve("pod-%d.log".formatted(number));
        ProcessBuilder builder = new ProcessBuilder(Application.command(setting, SIZE))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "SEXTANT_FUNCTIONS", "embed",
                        "SEXTANT_EXPLORER_SAMPLE", "false",
                        "SEXTANT_AUTH_EVENTS", "none",
                        "SEXTANT_DATA_DIR",
                                Files.createTempDirectory(setting.work(), "pod").toString()));
        return new Pod(Program.start(builder), port, log);
    }

    /// Asks until the answer is 200.
    ///
    /// @return false if it was ended meanwhile
    /// @throws IOException if it does not become ready
    boolean awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive()) {
            try (Connection connection = new Connection(port)) {
                connection.send(PROBE);
                return true;
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("a pod is not ready after %d s; see %s".formatted(PATIENCE_SECONDS, log), e);
                }
                Thread.sleep(PROBE_MILLIS);
            }
        }
        return false;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Path log() {
        return log;
    }

    /// Sends a request and reads the answer past.
    ///
    /// @return whether the answer was 200
    boolean answers(byte[] request) {
        try {
            Connection kept = connections.poll();
            Connection connection = kept == null ? new Connection(port) : kept;
            connection.send(request);
            connections.add(connection);
            return true;
        } catch (IOException e) {
            System.err.println("A request failed: " + e.getMessage());
            return false;
        }
    }

    ProcessStatus status() throws IOException {
        return ProcessStatus.of(process.pid());
    }

    /// Lets it finish what it has, and end: SIGTERM.
    void end() {
        process.destroy();
    }

    /// Waits for its end.
    @Override
    public void close() throws IOException {
        end();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
