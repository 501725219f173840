package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.EmbedOptions;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Whether a model gives on a device the vectors that the reference gives on the CPU, over 300 texts of 3 to 256
/// tokens:
/// `DeviceVectors DEVICE REFERENCE MODEL LEAST`. Prints a row of a Markdown table; fails where a cosine is below LEAST.
public final class DeviceVectors {
    private static final int[] LENGTHS = {3, 7, 12, 31, 64, 256};
    private static final int TEXTS_OF_A_LENGTH = 50;

    private DeviceVectors() {}

    /// @param args `cpu` or `cuda`, id of the reference, id of the model, least cosine
    public static void main(String[] args) {
        List<String> texts = new ArrayList<>();
        for (int length : LENGTHS) {
            texts.addAll(MadeTexts.of(length, TEXTS_OF_A_LENGTH));
        }
        Matrix expected = vectors("cpu", args[1], texts);
        Matrix actual = vectors(args[0], args[2], texts);
        double[] cosines = IntStream.range(0, texts.size())
                .mapToDouble(i -> dot(expected.row(i), actual.row(i)))
                .toArray();
        double least = Arrays.stream(cosines).min().orElse(Double.NaN);
        boolean right = least >= Double.parseDouble(args[3]);
        System.out.printf(
                "| %s | %s | %d | %.6f | %s | %s |%n",
                args[2], args[0], texts.size(), least, args[3], right ? "yes" : "**no**");
        System.exit(right ? 0 : 1);
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
