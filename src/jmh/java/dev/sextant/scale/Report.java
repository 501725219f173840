package dev.sextant.scale;

import dev.sextant.bench.HttpLoad;
import dev.sextant.bench.Spread;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A recording in figures, as Markdown.
final class Report {
    private static final List<Double> SHARES = List.of(0.5, 0.95, 0.99, 1.0);

    private Report() {}

    static String of(Recording recording) {
        return String.join("\n", answers(recording), pods(recording), starts(recording));
    }

    private static String answers(Recording recording) {
        return """
                | answers | number | p50, ms | p95, ms | p99, ms | slowest, ms |
                |---|---|---|---|---|---|
                | all | %s |
                | that came while a pod was ready | %s |
                | that came while none was | %s |
                """.formatted(
                        times(recording.millis(_ -> true)),
                        times(recording.millis(answer -> !answer.wasHeld())),
                        times(recording.millis(Recording.Answer::wasHeld)));
    }

    private static String times(double[] millis) {
        String number = "%,d | ".formatted(millis.length);
        if (millis.length == 0) {
            return number + "– | – | – | –";
        }
        return number
                + SHARES.stream()
                        .map(share -> Spread.number(HttpLoad.quantile(millis, share)))
                        .collect(Collectors.joining(" | "));
    }

    private static String pods(Recording recording) {
        int seconds = recording.seconds().size();
        double mean = recording.mean(Recording.Second::running);
        double most = recording.most(Recording.Second::running);
        return """
                | | |
                |---|---|
                | requests that failed | %d |
                | pods, mean and most | %.2f, %.0f |
                | seconds without a pod | %d of %d |
                | seconds in panic mode | %d |
                | pod-seconds, and if as many as the most had always been there | %,.0f, %,.0f |
                | resident memory of a pod, at most | %.0f MiB |
                """.formatted(
                recording.answers().stream().filter(answer -> !answer.isGood()).count(),
                mean,
                most,
                seconds(recording, second -> second.running() == 0),
                seconds,
                seconds(recording, Recording.Second::isPanicking),
                mean * seconds,
                most * seconds,
                recording.most(Recording.Second::residentMib));
    }

    private static long seconds(Recording recording, Predicate<Recording.Second> which) {
        return recording.seconds().stream().filter(which).count();
    }

    private static String starts(Recording recording) {
        String all = recording.starts().stream()
                .map(start -> "%.1f s (at second %.0f)".formatted(start.length(), start.second()))
                .collect(Collectors.joining(", "));
        return "%d starts, from the process to ready: %s.%n"
                .formatted(recording.starts().size(), all);
    }
}
