package dev.sextant.bench;

import dev.sextant.cli.Standalone;
import dev.sextant.model.BatchTrial;
import dev.sextant.model.Embedder;
import java.util.stream.IntStream;

/// Tokens a second by length of the texts and texts a batch, without tokenising: `DeviceRate MODEL TOKENS`, TOKENS
/// being how many one measurement takes, at most. The best of three rounds after one that does not count.
public final class DeviceRate {
    static final int[] LENGTHS = {12, 64, 256};
    static final int[] BATCH_SIZES = {1, 8, 32, 128, 512, 2_048};

    /// One text at a time is slow on a card, whatever is measured; two hundred show it.
    private static final int TEXTS_ALONE = 200;

    private static final int ROUNDS = 3;
    private static final long SEED = 1;

    private DeviceRate() {}

    /// @param args id of the model, tokens of a measurement
    public static void main(String[] args) {
        Embedder embedder = Standalone.create().embedder();
        int most = Integer.parseInt(args[1]);
        for (int length : LENGTHS) {
            for (int batchSize : BATCH_SIZES) {
                int texts = batchSize == 1 ? Math.min(TEXTS_ALONE, most / length) : most / length;
                BatchTrial trial = embedder.trial(args[0], Texts.ofLength(length, texts, SEED));
                if (texts >= batchSize && trial.hasRoomFor(batchSize)) {
                    Reading.print(name(length, batchSize), "tokens/s", rate(trial, batchSize));
                }
            }
        }
        System.exit(0);
    }

    /// Of a reading.
    static String name(int length, int batchSize) {
        return "%d tokens, batches of %d".formatted(length, batchSize);
    }

    private static double rate(BatchTrial trial, int batchSize) {
        trial.run(batchSize);
        long nanos = IntStream.range(0, ROUNDS)
                .mapToLong(round -> trial.run(batchSize))
                .min()
                .orElseThrow();
        return trial.tokens() * 1e9 / nanos;
    }
}
