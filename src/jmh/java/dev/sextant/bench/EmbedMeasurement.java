package dev.sextant.bench;

import dev.sextant.model.BareSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How fast texts become vectors in one process, beside other programs, beside ONNX Runtime without anything around it,
/// and beside the limit of the machine.
final class EmbedMeasurement implements Measurement {
    static final String SEXTANT = "Sextant";
    static final String BARE = "bare session";
    private static final String LIMIT = "large matrices";
    private static final int SHORT_TEXTS = 2_000;
    private static final int LONG_TEXTS = 240;
    private static final long SEED = 6;
    private static final List<String> PRECISIONS = List.of("fp32", "int8");
    private static final List<String> PEERS =
            List.of(Peers.LANGCHAIN4J, Peers.SENTENCE_TRANSFORMERS, Peers.TRANSFORMERS_JS);

    @Override
    public String title() {
        return "Embedding in one process";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        List<TextFile> files = files(setting);
        Peers peers = Peers.all(setting);
        Figures figures = new Figures(setting.logs());
        for (int round = 1; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            for (String precision : PRECISIONS) {
                for (Program program : programs(setting, peers, precision, files)) {
                    figures.run(program, precision);
                }
            }
            figures.run(Program.java(LIMIT, MatMulLimit.class, Map.of()), "fp32");
        }
        return String.join(
                "\n", intro(setting, files), rates(figures, files), goals(figures, files), notes(figures, peers));
    }

    private static List<TextFile> files(Setting setting) throws IOException {
        if (setting.texts().isPresent()) {
            return List.of(setting.write("given", Texts.read(setting.texts().get(), SHORT_TEXTS)));
        }
        return List.of(
                setting.write("short", Texts.shortOnes(SHORT_TEXTS, SEED)),
                setting.write("long", Texts.longOnes(LONG_TEXTS, SEED)));
    }

    /// Id of the built-in model.
    static String model(String precision) {
        return precision.equals("int8") ? "all-minilm-l6-v2-int8" : "all-minilm-l6-v2";
    }

    /// Sextant past its cache, with what no one has calibrated.
    static Program sextant(Setting setting, String precision) {
        String data = setting.work().resolve("no-data").toString();
        return Program.java(SEXTANT, EmbedRate.class, Map.of("SEXTANT_DATA_DIR", data))
                .with(model(precision));
    }

    private static List<Program> programs(Setting setting, Peers peers, String precision, List<TextFile> files) {
        Program bare = Program.java(BARE, BareSession.class, Map.of()).with(model(precision), "rate");
        String[] paths = files.stream().map(TextFile::toString).toArray(String[]::new);
        return Stream.concat(
                        Stream.of(sextant(setting, precision), bare),
                        PEERS.stream().map(name -> peers.find(name, precision)).flatMap(Optional::stream))
                .map(program -> program.with(paths))
                .toList();
    }

    private static String intro(Setting setting, List<TextFile> files) {
        String texts = setting.texts().isPresent()
                ? "%d lines of %s"
                        .formatted(
                                files.getFirst().texts(), setting.texts().get().getFileName())
                : "made up by a seed, no two alike: %d short ones and %d long ones".formatted(SHORT_TEXTS, LONG_TEXTS);
        return """
                Every program runs in a process of its own, one after the other; rounds: %d. Each has embedded up to 2,048 of them before
                its clock starts. The same ONNX files for all but sentence-transformers, which has the same weights in torch.
                Sextant tokenises, batches, pools and normalises, past its cache. The *bare session* runs tokens that were made
                before, the best of six ways to form batches. Texts: %s.
                """.formatted(setting.rounds(), texts);
    }

    private static String rates(Figures figures, List<TextFile> files) {
        List<String> columns = Stream.concat(Stream.of(SEXTANT), PEERS.stream()).toList();
        StringBuilder table = new StringBuilder(
                "| texts | precision | tokens a text | %s | bare session, tokens/s | Sextant, tokens/s |\n"
                        .formatted(
                                columns.stream().map(name -> name + ", texts/s").collect(Collectors.joining(" | "))));
        table.append("|---|---|---|").append("---|".repeat(columns.size() + 2)).append('\n');
        for (TextFile file : files) {
            for (String precision : PRECISIONS) {
                String name = file.name();
                double length = figures.spread(SEXTANT, precision, name, "tokens/s")
                                .median()
                        / figures.spread(SEXTANT, precision, name, "texts/s").median();
                List<String> cells = new ArrayList<>(List.of(name, precision, Spread.number(length)));
                columns.forEach(column -> cells.add(cell(figures, column, precision, name, "texts/s")));
                cells.add(cell(figures, BARE, precision, name, "tokens/s"));
                cells.add(cell(figures, SEXTANT, precision, name, "tokens/s"));
                table.append("| ").append(String.join(" | ", cells)).append(" |\n");
            }
        }
        return table.toString();
    }

    static String cell(Figures figures, String program, String part, String name, String unit) {
        return figures.has(program, part, name, unit)
                ? figures.spread(program, part, name, unit).toString()
                : "–";
    }

    private static String goals(Figures figures, List<TextFile> files) {
        Goals goals = new Goals();
        for (TextFile file : files) {
            String name = file.name();
            for (String precision : PRECISIONS) {
                String what = "%s, %s: Sextant / ".formatted(name, precision);
                List<Double> ours = figures.of(SEXTANT, precision, name, "texts/s");
                for (String peer : PEERS) {
                    if (figures.has(peer, precision, name, "texts/s")) {
                        Spread ratio = Spread.ofRatios(ours, figures.of(peer, precision, name, "texts/s"));
                        goals.atLeast(what + peer, goal(peer), ratio);
                    }
                }
                goals.atLeast(
                        what + BARE,
                        0.92,
                        Spread.ofRatios(
                                figures.of(SEXTANT, precision, name, "tokens/s"),
                                figures.of(BARE, precision, name, "tokens/s")));
            }
            goals.atLeast(
                    "%s, fp32: bare session's linear layers / large matrices, in GFLOP/s".formatted(name),
                    0.75,
                    Spread.ofRatios(
                            figures.of(BARE, "fp32", name, "GFLOP/s"), figures.of(LIMIT, "fp32", "matmul", "GFLOP/s")));
        }
        return goals.toString();
    }

    private static double goal(String peer) {
        return peer.equals(Peers.TRANSFORMERS_JS) ? 2 : 3.5;
    }

    private static String notes(Figures figures, Peers peers) {
        StringBuilder notes = new StringBuilder(
                "- The limit, ONNX Runtime's MatMul of large matrices (384 × 384 × 1536 to 4096³, the best): %s GFLOP/s.\n"
                        .formatted(figures.spread(LIMIT, "fp32", "matmul", "GFLOP/s")));
        return notes.append(peersOf(figures, peers)).toString();
    }

    /// Versions of the peers that ran, and why others did not.
    static String peersOf(Figures figures, Peers peers) {
        StringBuilder notes = new StringBuilder();
        figures.about().forEach((name, about) -> notes.append("- %s.\n".formatted(about)));
        peers.leftOut().forEach((name, why) -> notes.append("- **%s is left out**: %s.\n".formatted(name, why)));
        figures.failures().forEach((name, why) -> notes.append("- **%s is left out**: %s.\n".formatted(name, why)));
        return notes.toString();
    }
}
