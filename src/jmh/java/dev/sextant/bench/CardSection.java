package dev.sextant.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What came of a measurement on a card, as tables; figures of programs that failed are left out.
///
/// @param device `cuda` or `cpu`
record CardSection(Figures figures, String device) {
    /// Least cosine to the CPU's float32.
    private static final Map<String, Double> COSINES =
            Map.of(CardMeasurement.EXPORTED, 0.9999, CardMeasurement.FUSED, 0.9999, CardMeasurement.HALF, 0.999);

    private static final int LONG = 256;

    /// Multiplications and additions for one token of all-MiniLM-L6-v2 in a text of so many: six layers, each with four
    /// matrices of d × d and two of d × 4d, and two products with every token of the text.
    private static double flopsPerToken(int length) {
        return 6 * (2.0 * 12 * 384 * 384 + 2.0 * 2 * 384 * length);
    }

    @Override
    public String toString() {
        return String.join("\n", vectors(), starts(), rates(), endToEnd(), goals());
    }

    private String vectors() {
        StringBuilder table = new StringBuilder(
                "| vectors of | least cosine to the CPU's, 300 texts | goal | |\n|---|---|---|---|\n");
        for (String model : CardMeasurement.MODELS) {
            String program = CardMeasurement.name("vectors", model);
            if (figures.has(program, device, "vectors", "least cosine")) {
                double least = figures.spread(program, device, "vectors", "least cosine")
                        .least();
                double goal = COSINES.getOrDefault(model, 1.0);
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.6f | at least %s | %s |%n",
                        model,
                        least,
                        goal,
                        least >= goal ? "met" : "**missed**"));
            }
        }
        return table.toString();
    }

    private String starts() {
        StringBuilder table =
                new StringBuilder("| model | start of the process to the first embedding, ms |\n|---|---|\n");
        for (String model : CardMeasurement.MODELS) {
            table.append("| %s | %s |\n".formatted(model, cell("start", model, "start", "ms")));
        }
        return table.toString();
    }

    private String rates() {
        StringBuilder table = new StringBuilder("Tokens a second, tokenising left out, by texts a batch:\n\n");
        table.append("| model | tokens a text |%s\n|---|---|%s\n".formatted(columns(" %d |"), columns("---|")));
        for (String model : CardMeasurement.MODELS) {
            for (int length : DeviceRate.LENGTHS) {
                table.append("| %s | %d |".formatted(model, length));
                for (int size : DeviceRate.BATCH_SIZES) {
                    table.append(" %s |".formatted(cell("rate", model, DeviceRate.name(length, size), "tokens/s")));
                }
                table.append('\n');
            }
        }
        return table.toString();
    }

    private static String columns(String pattern) {
        return Arrays.stream(DeviceRate.BATCH_SIZES)
                .mapToObj(pattern::formatted)
                .collect(Collectors.joining());
    }

    private String endToEnd() {
        StringBuilder table = new StringBuilder("Texts a second, end to end:\n\n| tokens a text |");
        CardMeasurement.MODELS.forEach(model -> table.append(" %s |".formatted(model)));
        List<String> precisions = List.of("fp32", "fp16");
        precisions.forEach(precision -> table.append(" sentence-transformers, %s |".formatted(precision)));
        table.append("\n|---|---|---|---|---|---|\n");
        for (int length : DeviceRate.LENGTHS) {
            String name = Integer.toString(length);
            table.append("| %s |".formatted(name));
            CardMeasurement.MODELS.forEach(
                    model -> table.append(" %s |".formatted(cell("end to end", model, name, "texts/s"))));
            precisions.forEach(precision -> table.append(" %s |"
                    .formatted(
                            EmbedMeasurement.cell(figures, Peers.SENTENCE_TRANSFORMERS, precision, name, "texts/s"))));
            table.append('\n');
        }
        return table.toString();
    }

    private String goals() {
        Goals goals = new Goals();
        String ours = CardMeasurement.name("end to end", CardMeasurement.HALF);
        for (int length : DeviceRate.LENGTHS) {
            String name = Integer.toString(length);
            if (figures.has(ours, device, name, "texts/s")
                    && figures.has(Peers.SENTENCE_TRANSFORMERS, "fp16", name, "texts/s")) {
                goals.atLeast(
                        "%d tokens: %s / sentence-transformers, fp16".formatted(length, CardMeasurement.HALF),
                        1,
                        Spread.ofRatios(
                                figures.of(ours, device, name, "texts/s"),
                                figures.of(Peers.SENTENCE_TRANSFORMERS, "fp16", name, "texts/s")));
            }
        }
        for (String precision : List.of("fp32", "fp16")) {
            String model = precision.equals("fp16") ? CardMeasurement.HALF : CardMeasurement.FUSED;
            limit(goals, precision, model);
        }
        return goals.toString();
    }

    /// The best of all batch sizes at long texts, by what large matrices reach.
    private void limit(Goals goals, String precision, String model) {
        String limit = CardMeasurement.name("limit", precision);
        OptionalDouble best = Arrays.stream(DeviceRate.BATCH_SIZES)
                .mapToObj(size -> DeviceRate.name(LONG, size))
                .filter(name -> figures.has(CardMeasurement.name("rate", model), device, name, "tokens/s"))
                .mapToDouble(name -> figures.spread(CardMeasurement.name("rate", model), device, name, "tokens/s")
                        .median())
                .max();
        if (best.isPresent() && figures.has(limit, device, "chain", "TFLOP/s")) {
            Spread chain = figures.spread(limit, device, "chain", "TFLOP/s");
            double share = best.getAsDouble() * flopsPerToken(LONG) / 1e12 / chain.median();
            goals.atLeast(
                    "%d tokens: %s / large matrices in %s, which reach %s TFLOP/s"
                            .formatted(LONG, model, precision, chain),
                    0.7,
                    new Spread(share, share, share));
        }
    }

    private String cell(String what, String model, String name, String unit) {
        return EmbedMeasurement.cell(figures, CardMeasurement.name(what, model), device, name, unit);
    }
}
