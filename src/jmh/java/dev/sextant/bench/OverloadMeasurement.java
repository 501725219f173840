package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a server does when ten times as many requests come as it can answer.
final class OverloadMeasurement implements Measurement {
    private static final int TIMES = 10;
    private static final int SECONDS = 60;
    private static final long SAMPLE_MILLIS = 1_000;
    private static final String NORMAL = "normal load";
    private static final String OVERLOAD = "overload";
    private static final String AFTERWARDS = "afterwards";

    @Override
    public String title() {
        return "Ten times as much as it can do";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        Figures figures = new Figures(setting.logs());
        List<Double> grown = new ArrayList<>();
        for (int round = 1; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            try (Server server = Server.start(setting, setting.modelFlag(), "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");
                    Samples<ProcessStatus> samples = new Samples<>(server::status, SAMPLE_MILLIS)) {
                figures.run(
                        Program.java("load", OverloadLoad.class, Map.of())
                                .with(
                                        Integer.toString(server.port()),
                                        Integer.toString(TIMES),
                                        Integer.toString(SECONDS)),
                        "");
                // The load before the overload lasts long enough for the server to have its usual size.
                Samples.Range resident =
                        Samples.Range.of(samples.since(OverloadLoad.SECONDS_BEFORE), ProcessStatus::residentMib);
                grown.add(resident.greatest() - resident.least());
            }
        }
        return intro(setting) + table(figures) + "\n" + goals(figures, grown);
    }

    private static String intro(Setting setting) {
        return """
                Rounds: %d, each with a server of its own with a heap of 1 GiB, model %s. First %d clients send one short text
                after the other, without a pause; their rate is what the server can do. Then for %d seconds %d times as many
                requests come, by the clock, over %d connections, from a program on the same cores; whoever is refused does not
                come again. Then one client sends one text after the other.

                """.formatted(
                setting.rounds(), setting.model(), OverloadLoad.CLIENTS, SECONDS, TIMES, OverloadLoad.CONNECTIONS);
    }

    private static String table(Figures figures) {
        return """
                | load | sent, requests/s | answered, requests/s | p50, ms | p99, ms | refused, p50, ms | p99, ms |
                |---|---|---|---|---|---|---|
                | normal | | %s | %s | %s | | |
                | overload | %s | %s | %s | %s | %s | %s |
                """.formatted(
                        cell(figures, NORMAL, "requests/s"),
                        cell(figures, NORMAL, "ms p50"),
                        cell(figures, NORMAL, "ms p99"),
                        cell(figures, OVERLOAD, "sent/s"),
                        cell(figures, OVERLOAD, "requests/s"),
                        cell(figures, OVERLOAD, "ms p50"),
                        cell(figures, OVERLOAD, "ms p99"),
                        cell(figures, OVERLOAD, "refused ms p50"),
                        cell(figures, OVERLOAD, "refused ms p99"));
    }

    private static String cell(Figures figures, String name, String unit) {
        return EmbedMeasurement.cell(figures, "load", "", name, unit);
    }

    private static Goals goals(Figures figures, List<Double> grown) {
        Spread ratio =
                Spread.ofRatios(figures.of("load", "", OVERLOAD, "ms p99"), figures.of("load", "", NORMAL, "ms p99"));
        return new Goals()
                .atMost("p99 of the accepted / p99 of the normal load", 3, ratio)
                .atMost("other answers than 200 and 429", 0, figures.spread("load", "", OVERLOAD, "other"))
                .atMost(
                        "until a text is answered within the normal p99 again, ms",
                        2_000,
                        figures.spread("load", "", AFTERWARDS, "ms"))
                .atMost("resident size during the overload, greatest less least, MiB", 64, Spread.of(grown));
    }
}
