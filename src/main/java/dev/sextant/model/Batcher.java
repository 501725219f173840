package dev.sextant.model;

import ai.onnxruntime.OrtException;
import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Runs texts through a model in batches of texts of about the same length, so that little is computed on padding.
///
/// One batch runs at a time, on all cores; concurrent requests take turns, batch by batch, in the order in which they
/// came, so that a large request does not starve a small one. Batches that are shared between requests would be formed
/// here.
@Singleton
final class Batcher {
    private final int maxTokens;
    private final long maxBytes;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final DistributionSummary rowsPerBatch;
    private final Counter tokens;
    private final Counter padding;

    @Inject
    Batcher(BatchConfig config, MeterRegistry metrics) {
        maxTokens = config.maxTokens();
        maxBytes = config.maxBytes().asLongValue();
        rowsPerBatch = DistributionSummary.builder("sextant.batch.rows")
                .description("Texts in a batch")
                .register(metrics);
        tokens = Counter.builder("sextant.batch.tokens")
                .description("Tokens run through a model, without padding")
                .register(metrics);
        padding = Counter.builder("sextant.batch.padding")
                .description("Padding run through a model, in tokens")
                .register(metrics);
    }

    /// What a request cost.
    ///
    /// @param vectors `[texts × dimensions]`, in the order of the texts
    /// @param queueNanos time spent waiting for other requests' batches
    /// @param inferNanos time spent in the model
    record Run(Matrix vectors, long queueNanos, long inferNanos) {}

    /// @param texts in any order
    /// @param promptTokens tokens at the start of each text that are not pooled
    Run run(OnnxModel model, ModelSpec spec, List<Tokens> texts, int promptTokens, boolean normalize) {
        Matrix vectors = Matrix.zeros(texts.size(), spec.dimensions());
        long queueNanos = 0;
        long inferNanos = 0;
        for (List<Integer> batch : plan(spec, texts)) {
            List<Tokens> rows = batch.stream().map(texts::get).toList();
            long asked = System.nanoTime();
            turn.lock();
            try {
                long started = System.nanoTime();
                Matrix result = model.run(rows, promptTokens, normalize);
                queueNanos += started - asked;
                inferNanos += System.nanoTime() - started;
                for (int i = 0; i < batch.size(); i++) {
                    vectors.setRow(batch.get(i), result.row(i));
                }
            } catch (OrtException e) {
                throw new Fault.Unavailable("the model failed on a batch of %d texts".formatted(rows.size()), e);
            } finally {
                turn.unlock();
            }
            count(rows);
        }
        return new Run(vectors, queueNanos, inferNanos);
    }

    /// Positions of the texts, batch by batch, longest texts first: the runtime's memory then grows once.
    private List<List<Integer>> plan(ModelSpec spec, List<Tokens> texts) {
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> texts.get(i).count())
                        .reversed())
                .toList();
        List<Integer> batch = new ArrayList<>();
        for (int position : byLength) {
            int width = texts.get(batch.isEmpty() ? position : batch.getFirst()).count();
            int rows = batch.size() + 1;
            boolean full = rows * width > maxTokens || rows * spec.bytesPerRow(width) > maxBytes;
            if (full && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(position);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private void count(List<Tokens> rows) {
        int width = rows.stream().mapToInt(Tokens::count).max().orElse(0);
        int used = rows.stream().mapToInt(Tokens::count).sum();
        rowsPerBatch.record(rows.size());
        tokens.increment(used);
        padding.increment((double) rows.size() * width - used);
    }
}
