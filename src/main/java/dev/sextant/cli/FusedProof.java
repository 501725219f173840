package dev.sextant.cli;

import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedder;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Shows that a copy of a model gives the model's vectors, and leaves the model's with the copy, for the self-test
/// wherever it is loaded.
final class FusedProof {
    private static final String GOLDEN = "sextant-golden.json";

    private static final List<String> TEXTS = List.of(
            "lighthouse",
            "How far is it from the harbour to the old town?",
            "Où est passée l'été dernière, à la crêperie du café ? 12,5 % – \"tout\" & plus! 🪁",
            "The keeper climbs the stairs, trims the lamp, winds the clock and writes the hour in the book. "
                    .repeat(40));

    private FusedProof() {}

    /// @param model id of a built-in model, or a folder
    static double leastCosine(String model, Path copy) throws IOException {
        // Standalone reads its settings from here, as every command does.
        System.setProperty("sextant.device", "cpu");
        System.setProperty("sextant.models.sextant-copy", copy.toString());
        System.setProperty("sextant.models.sextant-original", model);
        Standalone sextant = Standalone.create();
        boolean builtIn = sextant.embedder().modelIds().contains(model);
        Matrix expected = embed(sextant.embedder(), builtIn ? model : "sextant-original");
        Matrix actual = embed(sextant.embedder(), "sextant-copy");
        Path golden = copy.resolve(GOLDEN);
        if (!Files.exists(golden)) {
            sextant.json().writeValue(golden.toFile(), Map.of("texts", TEXTS, "embeddings", expected.asRows()));
        }
        double least = 1;
        for (int i = 0; i < TEXTS.size(); i++) {
            least = Math.min(least, dot(expected.row(i), actual.row(i)));
        }
        return least;
    }

    private static Matrix embed(Embedder embedder, String id) {
        EmbedOptions options = EmbedOptions.defaults(Long.MAX_VALUE).withModel(id);
        return embedder.embed(TEXTS, options).vectors();
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
