package dev.sextant.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Sextant as users start it, in a process of its own, with a data directory that is empty. Whoever started it closes
/// it.
public final class Server implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private static final Pattern DIRECT =
            Pattern.compile("jvm_buffer_memory_used_bytes\\{id=\"direct\"|netty_allocator_memory_used\\{.*\"direct\"");

    private final Process process;
    private final int port;

    private Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts the server and waits until it listens.
    ///
    /// @param flags of the JVM, or settings
    static Server start(Setting setting, String... flags) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(setting.root().resolve("sextant").toString(), "serve"));
        command.addAll(List.of(flags));
        int port = freePort();
        Files.createDirectories(setting.logs());
        Path log = setting.logs().resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "SEXTANT_EXPLORER_SAMPLE", "false",
                        "SEXTANT_DATA_DIR",
                                Files.createTempDirectory(setting.work(), "data")
                                        .toString()));
        Server server = new Server(Program.start(builder), port);
        server.awaitPort(log);
        return server;
    }

    int port() {
        return port;
    }

    ProcessStatus status() throws IOException {
        return ProcessStatus.of(process.pid());
    }

    /// Memory of direct buffers: those of Java and those that Netty has taken past Java.
    double directMib() throws IOException {
        try (InputStream figures = URI.create("http://localhost:%d/q/metrics".formatted(port))
                .toURL()
                .openStream()) {
            return new String(figures.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> DIRECT.matcher(line).lookingAt())
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                            .sum()
                    / (1 << 20);
        }
    }

    Connection connect() throws IOException {
        return new Connection(port);
    }

    private void awaitPort(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("the server did not start; see " + log);
            }
            Thread.sleep(50);
        }
    }

    private boolean listens() {
        try {
            new Socket("localhost", port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
