package dev.sextant.bench;

import dev.sextant.model.BareSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How fast a server answers that was started as users start it, by a load program in a process of its own.
final class HttpMeasurement implements Measurement {
    private static final String LOAD = "load";
    private static final String PART = "http";
    private static final int OFFLINE_TEXTS = 2_000;
    private static final int SINGLE_TEXTS = 300;
    private static final int SECONDS = 8;

    @Override
    public String title() {
        return "Embedding over HTTP";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        TextFile offline = setting.write("offline", Texts.shortOnes(OFFLINE_TEXTS, 6));
        TextFile alone = setting.write("alone", Texts.shortOnes(SINGLE_TEXTS, 8));
        Peers peers = Peers.langChain4j(setting);
        Optional<Program> langChain4j = peers.find(Peers.LANGCHAIN4J, "fp32");
        Figures figures = new Figures(setting.logs());
        for (int round = 1; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            figures.run(EmbedMeasurement.sextant(setting, "fp32").with(offline.toString()), PART);
            if (langChain4j.isPresent()) {
                figures.run(langChain4j.get().with(offline.toString()), PART);
            }
            Program bare = Program.java(EmbedMeasurement.BARE, BareSession.class, Map.of());
            figures.run(bare.with(EmbedMeasurement.model("fp32"), "single", alone.toString()), PART);
            try (Server server = Server.start(setting)) {
                figures.run(load(setting, server), PART);
            }
        }
        return String.join(
                "\n", intro(setting), rates(figures), goals(figures), EmbedMeasurement.peersOf(figures, peers));
    }

    /// The load program, ready to be run on a server that has answered nothing yet.
    static Program load(Setting setting, Server server) throws IOException {
        TextFile texts = setting.write("load", Texts.shortOnes(HttpLoad.texts(SECONDS), 7));
        return Program.java(LOAD, HttpLoad.class, Map.of())
                .with(Integer.toString(server.port()), texts.toString(), Integer.toString(SECONDS));
    }

    private static String intro(Setting setting) {
        return """
                Rounds: %d, each with a server of its own, started by `./sextant serve` with nothing but a port and an empty
                data directory, and loaded by 64 clients for %d seconds before its figures count: until then the JVM compiles on
                the cores that are measured. The load program is compiled Java in a process of its own on the same cores; answers
                are base64. No text is sent twice but for the cached batches. Short texts of the mixture above, fp32. *Offline* is
                the rate in one process, in the same rounds.
                """.formatted(setting.rounds(), HttpLoad.WARM_UP_SECONDS);
    }

    private static String rates(Figures figures) {
        StringBuilder table = new StringBuilder("| load | texts/s | p50, ms | p99, ms |\n|---|---|---|---|\n");
        table.append("| offline | %s | | |\n".formatted(offline(figures)));
        for (String name :
                List.of("64 clients", "uncached batches", "cached batches", "alone", "beside large requests")) {
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(
                            meaning(name),
                            EmbedMeasurement.cell(figures, LOAD, PART, name, "texts/s"),
                            EmbedMeasurement.cell(figures, LOAD, PART, name, "ms p50"),
                            EmbedMeasurement.cell(figures, LOAD, PART, name, "ms p99")));
        }
        for (String threads : List.of("one thread", "all cores")) {
            Spread millis = figures.spread(EmbedMeasurement.BARE, PART, "alone", "ms with " + threads);
            table.append("| bare session, one text, %s | | %s | |\n".formatted(threads, millis));
        }
        return table.toString();
    }

    private static Spread offline(Figures figures) {
        return figures.spread(EmbedMeasurement.SEXTANT, PART, "offline", "texts/s");
    }

    private static String meaning(String name) {
        return switch (name) {
            case "64 clients" -> "64 clients, one text a request";
            case "uncached batches" -> "2 clients, 256 texts a request, new ones";
            case "cached batches" -> "the same, texts that were sent before";
            case "alone" -> "1 client, one text a request, nothing else";
            default -> "1 client with one text a request beside 1 with 2,048 (whose texts/s these are)";
        };
    }

    private static String goals(Figures figures) {
        List<Double> offline = figures.of(EmbedMeasurement.SEXTANT, PART, "offline", "texts/s");
        List<Double> uncached = figures.of(LOAD, PART, "uncached batches", "texts/s");
        List<Double> p50 = figures.of(LOAD, PART, "64 clients", "ms p50");
        Goals goals = new Goals()
                .atLeast(
                        "64 clients × 1 text / offline rate, the load program on the same cores",
                        0.6,
                        Spread.ofRatios(figures.of(LOAD, PART, "64 clients", "texts/s"), offline))
                .atMost(
                        "64 clients × 1 text: p99 / p50",
                        3,
                        Spread.ofRatios(figures.of(LOAD, PART, "64 clients", "ms p99"), p50));
        if (figures.has(Peers.LANGCHAIN4J, PART, "offline", "texts/s")) {
            goals.atLeast(
                    "new batches of 256 over HTTP / LangChain4j in process",
                    3,
                    Spread.ofRatios(uncached, figures.of(Peers.LANGCHAIN4J, PART, "offline", "texts/s")));
        }
        return goals.atLeast(
                        "cached batches / new ones",
                        20,
                        Spread.ofRatios(figures.of(LOAD, PART, "cached batches", "texts/s"), uncached))
                .atMost(
                        "one text, idle server: p50 / bare session of one thread",
                        1.5,
                        Spread.ofRatios(
                                figures.of(LOAD, PART, "alone", "ms p50"),
                                figures.of(EmbedMeasurement.BARE, PART, "alone", "ms with one thread")))
                .toString();
    }
}
