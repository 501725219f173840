package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How long it takes from the start of the process until the first embedding is answered, and where that time goes.
final class StartMeasurement implements Measurement {
    @Override
    public String title() {
        return "From the start of the process to the first embedding";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        Map<Start, Map<String, List<Double>>> found = new EnumMap<>(Start.class);
        for (int round = 0; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            for (Start start : Start.values()) {
                Map<String, Double> millis = StartedServer.run(setting, start);
                // The round before the first one fills the system's cache of files.
                if (round > 0) {
                    millis.forEach((phase, value) -> found.computeIfAbsent(start, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(phase, _ -> new ArrayList<>())
                            .add(value));
                }
            }
        }
        return String.join("\n", intro(setting), table(found), goals(found));
    }

    private static String intro(Setting setting) {
        return """
                %d rounds of every start in turn, each with an empty data directory, default settings and one request, which is
                sent again until somebody listens. Milliseconds. The parts overlap: the model is loaded while the server starts.
                """.formatted(setting.rounds());
    }

    private static String table(Map<Start, Map<String, List<Double>>> found) {
        StringBuilder table = new StringBuilder("| |");
        found.keySet().forEach(start -> table.append(" %s |".formatted(start.title())));
        table.append("\n|---|").append("---|".repeat(found.size())).append('\n');
        for (String phase : StartedServer.PHASES) {
            table.append("| %s |".formatted(phase));
            found.values()
                    .forEach(phases -> table.append(
                            phases.containsKey(phase) ? " %s |".formatted(Spread.of(phases.get(phase))) : " |"));
            table.append('\n');
        }
        return table.toString();
    }

    private static String goals(Map<Start, Map<String, List<Double>>> found) {
        List<Double> cached = first(found, Start.CACHE);
        return new Goals()
                .atMost("process start to first embedding, ms", 1_000, Spread.of(cached))
                .atMost("the same / `java -jar`", 0.5, Spread.ofRatios(cached, first(found, Start.PLAIN)))
                .toString();
    }

    private static List<Double> first(Map<Start, Map<String, List<Double>>> found, Start start) {
        return Objects.requireNonNull(Objects.requireNonNull(found.get(start)).get(StartedServer.FIRST));
    }

    /// The ways to start a server.
    enum Start {
        CACHE("Java's cache"),
        SCRIPT("`./sextant serve`"),
        PLAIN("`java -jar`"),
        NOTHING_KEPT("`java -jar`, nothing kept");

        private final String title;

        Start(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        List<String> command(Setting setting) throws IOException {
            Path app = setting.root().resolve("target/quarkus-app");
            List<String> java = new ArrayList<>(List.of(Program.executable()));
            java.addAll(Program.FLAGS);
            switch (this) {
                case CACHE -> {
                    return Application.command(setting, StartedServer.LOG);
                }
                case SCRIPT -> {
                    return List.of(setting.root().resolve("sextant").toString(), "serve", StartedServer.LOG);
                }
                case PLAIN -> {}
                case NOTHING_KEPT ->
                    java.add("-Dsextant.model.cache-dir=" + Files.createTempDirectory(setting.work(), "kept"));
            }
            java.addAll(List.of(
                    StartedServer.LOG, "-jar", app.resolve("quarkus-run.jar").toString()));
            return java;
        }
    }
}
