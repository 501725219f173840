package dev.sextant.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether a server's memory stays the same during one long stream.
final class StreamMeasurement implements Measurement {
    static final List<String> FIXED_HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");
    private static final String HEAD = """
            POST /embed/stream?encoding=base64 HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-ndjson\r
            Transfer-Encoding: chunked\r
            \r
            """;
    private static final int FIRST_LINES = 10_000;
    private static final long SAMPLE_MILLIS = 2_000;

    @Override
    public String title() {
        return "Memory during a long stream";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        List<String> flags = Stream.concat(FIXED_HEAP.stream(), Stream.of(setting.modelFlag()))
                .toList();
        try (Server server = Server.start(setting, flags.toArray(String[]::new));
                Samples<ProcessStatus> samples = new Samples<>(server::status, SAMPLE_MILLIS)) {
            long started = System.nanoTime();
            double settled = stream(server.port(), setting.lines(), started);
            double seconds = (System.nanoTime() - started) / 1e9;
            Samples.Range resident = Samples.Range.of(samples.since(settled), ProcessStatus::residentMib);
            double half = (resident.greatest() - resident.least()) / 2;
            return """
                    One `POST /embed/stream?encoding=base64` of %,d short lines to `./sextant serve %s`,
                    sent from this machine: %,.0f lines/s. Resident size after the first %,d lines, every %d seconds, in MiB: %s.

                    %s""".formatted(
                            setting.lines(),
                            String.join(" ", flags),
                            setting.lines() / seconds,
                            FIRST_LINES,
                            SAMPLE_MILLIS / 1_000,
                            resident,
                            new Goals()
                                    .atMost(
                                            "half of the distance between least and greatest, MiB",
                                            64,
                                            Spread.of(List.of(half))));
        }
    }

    /// @return seconds from the start until the first lines were answered
    private static double stream(int port, int lines, long started) throws IOException, InterruptedException {
        try (Socket socket = new Socket("localhost", port);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            FutureTask<Boolean> sender = new FutureTask<>(() -> send(socket.getOutputStream(), lines));
            Thread.ofPlatform().daemon().start(sender);
            double settled = -1;
            // Every answer is one object without another inside, and nothing else in the response has a brace.
            for (int answers = 0; answers <= lines; ) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the stream broke off after %d lines".formatted(answers));
                }
                if (next == '{' && ++answers == Math.min(FIRST_LINES, lines / 2)) {
                    settled = (System.nanoTime() - started) / 1e9;
                }
                if (next == '{' && answers % 50_000 == 0) {
                    System.err.printf("  %,d lines%n", answers);
                }
            }
            sender.get();
            return settled;
        } catch (ExecutionException e) {
            throw new IOException("the stream could not be sent", e.getCause());
        }
    }

    private static boolean send(OutputStream socket, int lines) throws IOException {
        Supplier<String> texts = Texts.endless(9);
        // Not closed: that would close the connection, on which answers are still to come.
        OutputStream out = new BufferedOutputStream(socket, 1 << 16);
        out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < lines; i++) {
            String line = "{\"text\":\"%s\"}\n".formatted(texts.get());
            out.write("%x\r\n%s\r\n".formatted(line.length(), line).getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
    }
}
