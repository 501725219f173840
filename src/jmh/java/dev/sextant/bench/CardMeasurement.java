package dev.sextant.bench;

import dev.sextant.cli.Sextant;
import dev.sextant.model.MatMulChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a card gives: the CPU's vectors or not, how fast, beside sentence-transformers and beside the card's limit, and
/// how soon. `SEXTANT_DEVICE=cpu` tries the measurement where there is no card, with so little work that its figures
/// say nothing.
final class CardMeasurement implements Measurement {
    static final String EXPORTED = "all-minilm-l6-v2";
    static final String FUSED = "fused32";
    static final String HALF = "fused16";
    static final List<String> MODELS = List.of(EXPORTED, FUSED, HALF);
    private static final int TEXTS = 20_000;
    private static final long SEED = 6;

    private final String device =
            Optional.ofNullable(System.getenv("SEXTANT_DEVICE")).orElse("cuda");
    private final boolean isTrial = device.equals("cpu");

    @Override
    public String title() {
        return "On a card";
    }

    @Override
    public String measure(Setting setting) throws IOException, InterruptedException {
        Map<String, String> environment = environment(setting);
        Figures figures = new Figures(setting.logs());
        Peers peers = Peers.sentenceTransformers(setting);
        for (String model : List.of(FUSED, HALF)) {
            if (!Files.exists(folder(setting, model))) {
                figures.run(
                        Program.java("fuse " + model, Sextant.class, environment)
                                .with("fuse", EXPORTED, folder(setting, model).toString(), "--precision")
                                .with(precision(model)),
                        device);
            }
        }
        for (String model : MODELS) {
            figures.run(program("vectors", model, DeviceVectors.class, environment, device, EXPORTED, model), device);
        }
        String[] files = files(setting);
        for (int round = 1; round <= setting.rounds(); round++) {
            System.err.printf("Round %d of %d%n", round, setting.rounds());
            for (String model : MODELS) {
                figures.run(program("start", model, FirstEmbedding.class, environment, model), device);
                figures.run(
                        program("rate", model, DeviceRate.class, environment, model, isTrial ? "4096" : "400000"),
                        device);
                figures.run(
                        program("end to end", model, EmbedRate.class, environment, model)
                                .with(files),
                        device);
            }
            for (String precision : isTrial ? List.of("fp32") : List.of("fp32", "fp16")) {
                Optional<Program> peer = peers.find(Peers.SENTENCE_TRANSFORMERS, precision);
                if (peer.isPresent()) {
                    figures.run(peer.get().with(files), precision);
                }
                figures.run(limit(precision), device);
            }
        }
        return String.join(
                "\n", intro(), new CardSection(figures, device).toString(), EmbedMeasurement.peersOf(figures, peers));
    }

    private Map<String, String> environment(Setting setting) {
        return Map.of(
                "SEXTANT_DEVICE",
                device,
                "SEXTANT_DATA_DIR",
                setting.work().resolve("no-data").toString(),
                "SEXTANT_BATCH_MAX_BYTES",
                isTrial ? "256M" : "8G",
                "SEXTANT_MODELS_" + FUSED.toUpperCase(Locale.ROOT),
                folder(setting, FUSED).toString(),
                "SEXTANT_MODELS_" + HALF.toUpperCase(Locale.ROOT),
                folder(setting, HALF).toString());
    }

    private static Path folder(Setting setting, String model) {
        return setting.work().resolve(model);
    }

    private static String precision(String model) {
        return model.equals(HALF) ? "fp16" : "fp32";
    }

    private static Program program(
            String what, String model, Class<?> main, Map<String, String> environment, String... arguments) {
        return Program.java(name(what, model), main, environment).with(arguments);
    }

    /// Of a program.
    static String name(String what, String model) {
        return what + " of " + model;
    }

    private Program limit(String precision) {
        String[] size = isTrial ? new String[] {"1024", "4"} : new String[] {"8192", "20"};
        return Program.java(name("limit", precision), MatMulChain.class, Map.of())
                .with(device, precision)
                .with(size);
    }

    /// The first one warms up, and is no length.
    private String[] files(Setting setting) throws IOException {
        List<String> warm = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int length : DeviceRate.LENGTHS) {
            int texts = isTrial ? 2_400 / length : Math.min(TEXTS, 1_000_000 / length);
            warm.addAll(Texts.ofLength(length, texts, SEED + 1));
            paths.add(setting.write(Integer.toString(length), Texts.ofLength(length, texts, SEED))
                    .toString());
        }
        paths.addFirst(setting.write("warm", warm).toString());
        return paths.toArray(String[]::new);
    }

    private String intro() throws InterruptedException {
        return """
                - **Card**: %s; device `%s`.

                All-MiniLM-L6-v2 in three forms: as it was exported, in fused float32 and in fused float16 (`./sextant fuse`).
                """.formatted(card(), device);
    }

    private static String card() throws InterruptedException {
        try {
            Process query = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return query.waitFor() == 0 ? said : "none";
        } catch (IOException e) {
            return "none"; // No driver on this machine.
        }
    }
}
