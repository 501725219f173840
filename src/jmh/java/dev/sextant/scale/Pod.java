package dev.sextant.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of one function, as a Knative service starts it.
final class Pod {
    private static final long POLL_MILLISECONDS = 10;

    private final HttpClient http;
    private final Process process;
    private final URI address;
    private final long started = System.nanoTime();
    private volatile boolean isReady;
    private int inFlight;

    private Pod(HttpClient http, Process process, URI address) {
        this.http = http;
        this.process = process;
        this.address = address;
    }

    /// Starts a process; it is of use when [#isReady].
    ///
    /// @param command the Java command that serves, without a port
    /// @param folder for its log and its data
    /// @param onReady told how long it took to be ready
    static Pod start(HttpClient http, List<String> command, Path folder, int number, java.util.function.Consumer<Duration> onReady) {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pod-%d.log".formatted(number)).toFile());
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().put("SEXTANT_FUNCTIONS", "embed");
            builder.environment().put("SEXTANT_EXPLORER_SAMPLE", "false");
            builder.environment().put("SEXTANT_DATA_DIR", folder.resolve("data-" + number).toString());
            Pod pod = new Pod(http, builder.start(), URI.create("http://localhost:" + port));
            Thread.ofVirtual().start(() -> pod.awaitReady(onReady));
            return pod;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return isReady;
    }

    int inFlight() {
        return inFlight;
    }

    void take() {
        inFlight++;
    }

    void giveBack() {
        inFlight--;
    }

    URI address(String path) {
        return address.resolve(path);
    }

    /// Lets it finish what it has, and end.
    void stop() {
        isReady = false;
        process.destroy();
    }

    private void awaitReady(java.util.function.Consumer<Duration> onReady) {
        HttpRequest probe = HttpRequest.newBuilder(address("/q/health/ready")).build();
        while (process.isAlive() && !isReady) {
            try {
                isReady = http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
                TimeUnit.MILLISECONDS.sleep(isReady ? 0 : POLL_MILLISECONDS);
            } catch (IOException e) {
                // It does not listen yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (isReady) {
            onReady.accept(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
