package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.BatchTrial;
import dev.sextant.model.Embedder;
import java.util.stream.IntStream;

/// Tokens a second at 12, 64 and 256 tokens a text, in batches of 1 to 2,048 texts, without tokenising:
/// `DeviceRate MODEL TOKENS`, TOKENS being how many one measurement takes, at most. Prints rows of a Markdown table,
/// the
/// best of three rounds after one that does not count.
public final class DeviceRate {
    private static final int[] LENGTHS = {12, 64, 256};
    private static final int[] BATCH_SIZES = {1, 8, 32, 128, 512, 2_048};
    private static final int ROUNDS = 3;

    private DeviceRate() {}

    /// @param args id of the model, tokens of a measurement
    public static void main(String[] args) {
        Embedder embedder = Standalone.create().embedder();
        int most = Integer.parseInt(args[1]);
        for (int length : LENGTHS) {
            for (int batchSize : BATCH_SIZES) {
                // One text at a time is slow on a card, whatever is measured; two hundred show it.
                int texts = batchSize == 1 ? Math.min(200, most / length) : most / length;
                if (texts >= batchSize) {
                    measure(embedder.trial(args[0], MadeTexts.of(length, texts)), length, batchSize);
                }
            }
        }
    }

    private static void measure(BatchTrial trial, int length, int batchSize) {
        if (!trial.hasRoomFor(batchSize)) {
            System.out.printf(
                    "| %s | %d | %d | does not fit sextant.batch.max-bytes | |%n", trial.model(), length, batchSize);
            return;
        }
        trial.run(batchSize);
        long nanos = IntStream.range(0, ROUNDS)
                .mapToLong(round -> trial.run(batchSize))
                .min()
                .orElseThrow();
        System.out.printf(
                "| %s | %d | %d | %.0f | %.0f |%n",
                trial.model(), length, batchSize, trial.tokens() * 1e9 / nanos, trial.texts() * 1e9 / nanos);
    }
}
