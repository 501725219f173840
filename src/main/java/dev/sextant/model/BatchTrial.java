package dev.sextant.model;

import java.util.List;
import java.util.stream.IntStream;

/// Texts that are run through a model as often as one likes, past the cache, to see how long they take in batches of
/// one size or another. Thread-safe.
public final class BatchTrial {
    private final String id;
    private final String device;
    private final LoadedModel model;
    private final Batcher batcher;
    private final List<Tokens> texts;

    BatchTrial(String id, String device, LoadedModel model, Batcher batcher, List<Tokens> texts) {
        this.id = id;
        this.device = device;
        this.model = model;
        this.batcher = batcher;
        this.texts = texts;
    }

    public String model() {
        return id;
    }

    public String fingerprint() {
        return model.fingerprint();
    }

    /// `cpu` or `cuda`.
    public String device() {
        return device;
    }

    public int texts() {
        return texts.size();
    }

    /// Of all texts together, special ones included and padding not.
    public long tokens() {
        return texts.stream().mapToLong(Tokens::count).sum();
    }

    /// Tokens of the longest text.
    public int longest() {
        return texts.stream().mapToInt(Tokens::count).max().orElse(0);
    }

    /// Some of the texts, from here and there.
    ///
    /// @param count at most as many as there are
    public BatchTrial fewer(int count) {
        List<Tokens> some = IntStream.range(0, count)
                .mapToObj(i -> texts.get((int) ((long) i * texts.size() / count)))
                .toList();
        return new BatchTrial(id, device, model, batcher, some);
    }

    /// Runs the texts, the longest ones first, in batches of so many, or fewer where memory asks for that.
    ///
    /// @return nanoseconds that it took, waiting for other requests' batches left out
    public long run(int batchSize) {
        return batcher.runInBatchesOf(batchSize, model, texts).inferNanos();
    }

    /// Whether memory allows batches of so many of the longest texts.
    public boolean hasRoomFor(int batchSize) {
        return batcher.sizes().ofRows(batchSize).allow(batchSize, longest(), model.spec());
    }

    /// Whether requests get batches as configured, whatever turns out to be best.
    public boolean isOverruled() {
        return batcher.sizes().isConfigured();
    }
}
