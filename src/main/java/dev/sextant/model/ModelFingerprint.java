package dev.sextant.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Identity of everything that a model's vectors depend on: the weights, the tokenizer and what the folder says of
/// pooling, window and prompts. Two models with the same fingerprint give the same vectors, so caches are keyed by it.
final class ModelFingerprint {
    /// Hexadecimal digits that are plenty to tell models apart and can still be read.
    private static final int DIGITS = 16;

    private ModelFingerprint() {}

    static List<ModelInfo.ModelFile> files(ModelSpec spec, ModelFiles files) {
        return names(spec, files).stream()
                .map(name -> new ModelInfo.ModelFile(name, files.sha256(name)))
                .toList();
    }

    /// Whether the fingerprint can be told without reading the files.
    static boolean isKnown(ModelSpec spec, ModelFiles files) throws IOException {
        for (String name : names(spec, files)) {
            if (files.knownSha256(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(ModelSpec spec, ModelFiles files) {
        List<String> names = new ArrayList<>(List.of(spec.graphFile(), "tokenizer.json"));
        for (String suffix : List.of("_data", ".data")) {
            if (files.has(spec.graphFile() + suffix)) {
                names.add(spec.graphFile() + suffix);
            }
        }
        return names;
    }

    static String of(ModelSpec spec, ModelFiles files) {
        StringBuilder identity = new StringBuilder("sextant 1\n");
        files(spec, files).forEach(file -> identity.append(file).append('\n'));
        identity.append("%s %d %d %b %s %b %s\n"
                .formatted(
                        spec.architecture(),
                        spec.window(),
                        spec.padTokenId(),
                        spec.lowerCase(),
                        spec.pooling(),
                        spec.includePrompt(),
                        spec.prompts()));
        for (Layer layer : spec.layers()) {
            identity.append(describe(layer)).append('\n');
        }
        return ModelFiles.sha256Of(identity.toString()).substring(0, DIGITS);
    }

    private static String describe(Layer layer) {
        return switch (layer) {
            case Layer.Normalize normalize -> "normalize";
            case Layer.Dense dense ->
                "dense %s %d %d"
                        .formatted(dense.activation(), Arrays.hashCode(dense.weight()), Arrays.hashCode(dense.bias()));
        };
    }
}
