package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What programs measured, round by round. A program that failed once is left out from then on, with its reason.
final class Figures {
    private final Path logs;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, String> about = new LinkedHashMap<>();
    private final Map<String, String> failures = new TreeMap<>();

    /// @param logs folder for what programs say beside their readings
    Figures(Path logs) {
        this.logs = logs;
    }

    /// Runs a program once more, and keeps what it measured.
    ///
    /// @param part put before the names of its readings, such as `fp32`
    void run(Program program, String part) throws IOException, InterruptedException {
        String name = program.name();
        if (failures.containsKey(name)) {
            return;
        }
        System.err.printf("  %s %s%n", name, part);
        Path log = logs.resolve("%s-%s.log".formatted(name, part));
        try {
            Program.Printed printed = program.run(log);
            if (!printed.about().isEmpty()) {
                about.put(name, printed.about());
            }
            printed.readings().forEach(reading -> add(name, part, reading));
        } catch (Program.Failed e) {
            System.err.printf("  %s; all that it said is in %s%n", e.getMessage(), log);
            failures.put(name, e.getMessage());
        }
    }

    private void add(String program, String part, Reading reading) {
        values.computeIfAbsent(key(program, part, reading.name(), reading.unit()), _ -> new ArrayList<>())
                .add(Spread.of(reading.values()).median());
    }

    /// Whether a program gave a figure in every round that it was to.
    boolean has(String program, String part, String name, String unit) {
        return !failures.containsKey(program) && values.containsKey(key(program, part, name, unit));
    }

    /// One value a round.
    ///
    /// @throws IllegalStateException if there is none
    List<Double> of(String program, String part, String name, String unit) {
        List<Double> found = values.get(key(program, part, name, unit));
        if (found == null) {
            throw new IllegalStateException("%s gave no %s %s in %s%s"
                    .formatted(program, part, name, unit, failures.containsKey(program) ? ": it failed" : ""));
        }
        return found;
    }

    Spread spread(String program, String part, String name, String unit) {
        return Spread.of(of(program, part, name, unit));
    }

    /// Program to versions.
    Map<String, String> about() {
        return about;
    }

    /// Program to reason.
    Map<String, String> failures() {
        return failures;
    }

    private static String key(String program, String part, String name, String unit) {
        return String.join("/", program, part, name, unit);
    }
}
