package dev.sextant.cache;

import dev.sextant.FreePort;
import dev.sextant.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Redis server of our own, which keeps nothing on disk.
public final class RedisServer implements AutoCloseable {
    private final int port;
    private Process process;

    private RedisServer(int port) {
        this.port = port;
        this.process = launch(port);
    }

    /// Whether there is one, or should be: what a test that needs a whole application asks before it starts one.
    public static boolean isExpected() {
        return Installed.isExpected("redis-server");
    }

    static RedisServer start() {
        return new RedisServer(FreePort.find());
    }

    String url() {
        return "redis://localhost:" + port;
    }

    /// Runs a command and gives what it prints.
    String run(String... command) {
        Path client = Installed.program("redis-tools", "redis-cli");
        List<String> words = new ArrayList<>(List.of(client.toString(), "-p", Integer.toString(port)));
        words.addAll(List.of(command));
        try {
            Process cli = new ProcessBuilder(words).redirectErrorStream(true).start();
            return new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the server as a failure would.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Starts it again, empty, where it was.
    void restart() {
        process = launch(port);
    }

    @Override
    public void close() {
        kill();
    }

    private static Process launch(int port) {
        Path program = Installed.program("redis-server", "redis-server");
        try {
            Process process = new ProcessBuilder(
                            program.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            awaitOpen(process, port);
            return process;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("redis-server did not start", e);
        }
    }

    private static void awaitOpen(Process process, int port) throws InterruptedException {
        while (process.isAlive()) {
            if (isOpen(port)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("redis-server ended with " + process.exitValue());
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
