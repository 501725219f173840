package dev.sextant.cli;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;

/// A server that asks itself a little of everything, a few commands after it, and the end: what the JVM watches to
/// make its ahead-of-time cache (`-XX:AOTCacheOutput`). The script `sextant` runs it.
///
/// Requests go over a plain socket. The classes of a client would come into the cache too, and be loaded by every
/// start.
final class TrainingRun {
    private static final String TEXTS = "{\"texts\": [\"the harbour at dawn\", \"boats in the port\", \"rye bread\"]}";
    private static final String EVENT =
            "ce-specversion: 1.0\r\nce-id: 1\r\nce-source: /training\r\nce-type: dev.sextant.embed\r\n";
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLISECONDS = 20;

    private final int port;

    private TrainingRun(int port) {
        this.port = port;
    }

    /// @param args a file with a text a line
    /// @throws IOException if there is no free port
    public static void main(String[] args) throws IOException {
        TrainingRun training;
        try (ServerSocket free = new ServerSocket(0)) {
            training = new TrainingRun(free.getLocalPort());
        }
        System.setProperty("quarkus.http.port", Integer.toString(training.port));
        Thread.ofPlatform().name("training").daemon().start(() -> Quarkus.asyncExit(training.run(args[0])));
        Quarkus.run();
    }

    private int run(String texts) {
        try {
            waitForTheServer();
            for (int round = 0; round < ROUNDS; round++) {
                requests(round);
            }
            return commands(texts);
        } catch (IOException | InterruptedException e) {
            System.err.println("training: " + e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void waitForTheServer() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                connect().close();
                return;
            } catch (ConnectException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(POLL_MILLISECONDS);
            }
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private void requests(int round) throws IOException {
        post("/embed", "", TEXTS);
        // Another text each round, so that it comes from the model and not from the cache.
        post("/embed", "", "{\"texts\": [\"lighthouse number %d\"], \"encoding\": \"base64\"}".formatted(round));
        post("/", EVENT, TEXTS);
        post("/v1/embeddings", "", "{\"input\": [\"a lighthouse\"], \"model\": \"all-minilm-l6-v2\"}");
        post("/tei/embed", "", "{\"inputs\": [\"a lighthouse\"]}");
        post("/compare", "", TEXTS);
        post("/compare", "", "{\"vectors\": [[1, 2], [3, 4]]}");
        post("/search", "", "{\"query\": \"a port\", \"documents\": [\"the harbour at dawn\", \"rye bread\"]}");
        post("/project", "", TEXTS);
    }

    private void post(String path, String headers, String body) throws IOException {
        String request =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%s".formatted(path, headers)
                        + "Content-Length: %d\r\nConnection: close\r\n\r\n%s".formatted(body.length(), body);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("POST %s was answered by %s".formatted(path, answer));
            }
        }
    }

    private static int commands(String texts) {
        int embed = new CommandLine(new Sextant()).execute("embed", texts);
        int compare = new CommandLine(new Sextant()).execute("compare", texts);
        return Math.max(embed, compare);
    }
}
