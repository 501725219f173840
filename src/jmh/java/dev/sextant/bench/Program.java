package dev.sextant.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A program that measures, in a process of its own, and prints readings.
///
/// @param name as tables have it
/// @param command what is run
/// @param environment what is added to this process's environment
public record Program(String name, List<String> command, Map<String, String> environment) {
    static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /// What a run printed.
    ///
    /// @param readings in their order
    /// @param about versions, empty where the program says nothing
    record Printed(List<Reading> readings, String about) {}

    /// A run that ended in an error; the message is one line.
    static final class Failed extends IOException {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /// A class of the benchmark's own class path, which travels in the environment: ONNX Runtime minds long command
    /// lines.
    static Program java(String name, Class<?> main, Map<String, String> environment) {
        return java(name, System.getProperty("java.class.path"), main.getName(), environment);
    }

    /// A class of another class path.
    static Program java(String name, String classPath, String main, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(executable()));
        command.addAll(FLAGS);
        command.add(main);
        return new Program(name, command, with(environment, "CLASSPATH", classPath));
    }

    static String executable() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private static Map<String, String> with(Map<String, String> environment, String key, String value) {
        Map<String, String> result = new HashMap<>(environment);
        result.put(key, value);
        return result;
    }

    /// The same with more arguments.
    Program with(String... arguments) {
        List<String> longer =
                Stream.concat(command.stream(), Stream.of(arguments)).toList();
        return new Program(name, longer, environment);
    }

    /// Runs to the end. Lines that start with a brace are readings; all others, and standard error, go to the log.
    ///
    /// @param log overwritten
    /// @throws Failed if the exit status is not 0
    Printed run(Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = start(builder.redirectError(log.toFile()));
        Printed printed;
        try (BufferedReader lines = process.inputReader()) {
            printed = read(lines);
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
        process.waitFor();
        if (process.exitValue() != 0) {
            throw new Failed("%s ended with %d: %s".formatted(name, process.exitValue(), lastLine(log)));
        }
        return printed;
    }

    /// Starts a process that does not outlive this one.
    public static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static Printed read(BufferedReader lines) throws IOException {
        List<Reading> readings = new ArrayList<>();
        String about = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("{\"about\"")) {
                about = Reading.parseAbout(line);
            } else if (line.startsWith("{")) {
                readings.add(Reading.parse(line));
            }
        }
        return new Printed(readings, about);
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("without a word")
                .strip();
    }
}
