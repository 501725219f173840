package dev.sextant.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Texts with the vectors that another implementation gives them: the proof, at start, that this machine, library and
/// model compute what they should.
final class GoldenVectors {
    /// Least cosine between a golden vector and ours, by precision. int8 is held against fp32 vectors.
    private static final double FP32 = 0.9999;
    private static final double FP16 = 0.999;
    private static final double INT8 = 0.95;

    /// @param embeddings one for each text, or none at all
    private record Golden(List<String> texts, List<float[]> embeddings) {}

    private static final Golden NONE = new Golden(List.of("north", "south"), List.of());

    private GoldenVectors() {}

    /// Embeds the model's golden texts, past the cache. A model without any must give finite unit vectors.
    ///
    /// @throws Fault.Unavailable if a vector is not what it should be
    static void check(String id, LoadedModel model, ModelFiles files, Batcher batcher) {
        Golden golden = read(id, files);
        List<Tokens> tokens = model.tokenizer().encode(golden.texts);
        Matrix vectors = batcher.run(model, tokens, true, Patience.ENDLESS).vectors();
        double least = switch (model.onnx().precision()) {
            case "int8" -> INT8;
            case "fp16" -> FP16;
            default -> FP32;
        };
        for (int i = 0; i < golden.texts.size(); i++) {
            float[] vector = vectors.row(i);
            double cosine = golden.embeddings.isEmpty() ? dot(vector, vector) : dot(vector, golden.embeddings.get(i));
            if (!(cosine >= least)) {
                throw new Fault.Unavailable(
                        "model %s failed its self-test: the vector of \"%.40s\" has cosine %.6f to the golden one, not %s"
                                .formatted(id, golden.texts.get(i), cosine, least),
                        null);
            }
        }
    }

    private static Golden read(String id, ModelFiles files) {
        if (!files.has(ModelStore.GOLDEN)) {
            return NONE;
        }
        try {
            JsonNode file = files.json(ModelStore.GOLDEN);
            List<String> texts = new ArrayList<>();
            List<float[]> embeddings = new ArrayList<>();
            file.path("texts").forEach(text -> texts.add(text.asText()));
            file.path("embeddings").forEach(vector -> embeddings.add(ModelFiles.floats(vector)));
            if (embeddings.size() != texts.size()) {
                throw new IOException("%d texts and %d embeddings".formatted(texts.size(), embeddings.size()));
            }
            return new Golden(texts, embeddings);
        } catch (IOException e) {
            throw new Fault.Unavailable("model %s: its golden vectors cannot be read".formatted(id), e);
        }
    }

    /// The cosine where both have unit length, which ours have; a golden vector of another length than ours is no
    /// match.
    private static double dot(float[] a, float[] b) {
        if (a.length != b.length) {
            return Double.NaN;
        }
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
