package dev.sextant.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Identity of everything that a model's vectors depend on: the weights, the tokenizer and what the folder says of
/// pooling, window and prompts. Two models with the same fingerprint give the same vectors, so caches are keyed by it.
final class ModelFingerprint {
    /// Hexadecimal digits that are plenty to tell models apart and can still be read.
    private static final int DIGITS = 16;

    private ModelFingerprint() {}

    static List<ModelInfo.ModelFile> files(ModelSpec spec, ModelFiles files) {
        List<String> names = new ArrayList<>(List.of(spec.graphFile(), "tokenizer.json"));
        for (String suffix : List.of("_data", ".data")) {
            if (files.has(spec.graphFile() + suffix)) {
                names.add(spec.graphFile() + suffix);
            }
        }
        return names.stream()
                .map(name -> new ModelInfo.ModelFile(name, files.sha256(name)))
                .toList();
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
        return HexFormat.of().formatHex(digest(identity.toString())).substring(0, DIGITS);
    }

    private static String describe(Layer layer) {
        return switch (layer) {
            case Layer.Normalize normalize -> "normalize";
            case Layer.Dense dense ->
                "dense %s %d %d"
                        .formatted(dense.activation(), Arrays.hashCode(dense.weight()), Arrays.hashCode(dense.bias()));
        };
    }

    private static byte[] digest(String identity) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
