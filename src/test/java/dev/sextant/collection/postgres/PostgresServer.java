package dev.sextant.collection.postgres;

import dev.sextant.FreePort;
import dev.sextant.Installed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of our own with pgvector, in a temporary folder.
public final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final int port = FreePort.find();
    private final Path folder;
    private Process process;

    private PostgresServer(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        folder = Path.of(output("mktemp", "-d"));
        output(
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=sextant",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        process = launch();
    }

    /// Whether there is one, or should be: what a test that needs a whole application asks before it starts one.
    public static boolean isExpected() {
        return Installed.isCi() || programs().isPresent();
    }

    /// Starts a server, or skips the test where there is none.
    public static PostgresServer start() {
        try {
            return new PostgresServer(programs().orElseGet(PostgresServer::missing));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    private static Path missing() {
        Installed.missing("there is no PostgreSQL with pgvector; .ci/run installs both");
        throw new AssertionError();
    }

    /// Debian keeps servers off the PATH.
    private static Optional<Path> programs() {
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .filter(version -> Files.exists(Path.of(
                            "/usr/share/postgresql", version.getFileName().toString(), "extension/vector.control")))
                    .max(Comparator.naturalOrder())
                    .map(version -> version.resolve("bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=sextant".formatted(port);
    }

    private Process launch() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(asPostgres(
                        programs.resolve("postgres").toString(),
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=localhost",
                        "-c",
                        "unix_socket_directories="))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        while (!isOpen()) {
            if (!started.isAlive()) {
                throw new IllegalStateException("PostgreSQL ended with " + started.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return started;
    }

    private boolean isOpen() {
        try (var connection = DriverManager.getConnection(url())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /// Ends the server with its connections, and starts it again.
    void restart() throws IOException, InterruptedException {
        stop();
        process = launch();
    }

    private void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            stop();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(asPostgres(command))
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (run.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        return output.strip();
    }

    /// PostgreSQL refuses to be run by root.
    private static List<String> asPostgres(String... command) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
        }
        words.addAll(List.of(command));
        return words;
    }
}
