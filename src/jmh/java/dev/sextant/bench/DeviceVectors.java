package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How near a model's vectors on a device are to those of the reference on the CPU, over 300 texts of 3 to 256 tokens:
/// `DeviceVectors DEVICE REFERENCE MODEL` prints the least cosine.
public final class DeviceVectors {
    private static final int[] LENGTHS = {3, 7, 12, 31, 64, 256};
    private static final int TEXTS_OF_A_LENGTH = 50;
    private static final long SEED = 2;

    private DeviceVectors() {}

    /// @param args `cpu` or `cuda`, id of the reference, id of the model
    public static void main(String[] args) {
        List<String> texts = new ArrayList<>();
        for (int length : LENGTHS) {
            texts.addAll(Texts.ofLength(length, TEXTS_OF_A_LENGTH, SEED));
        }
        Matrix expected = vectors("cpu", args[1], texts);
        Matrix actual = vectors(args[0], args[2], texts);
        double least = IntStream.range(0, texts.size())
                .mapToDouble(i -> dot(expected.row(i), actual.row(i)))
                .min()
                .orElseThrow();
        Reading.print("vectors", "least cosine", least);
        System.exit(0);
    }

    private static Matrix vectors(String device, String model, List<String> texts) {
        System.setProperty("sextant.device", device);
        EmbedOptions options =
                EmbedOptions.defaults(Long.MAX_VALUE).withModel(model).withKeep(false);
        return Standalone.create().embedder().embed(texts, options).vectors();
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
