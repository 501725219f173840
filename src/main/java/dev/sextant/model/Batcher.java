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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Runs texts through a model in batches of texts of about the same length, so that little is computed on padding.
///
/// As many batches run at a time as the runtime has lanes. Concurrent requests take turns, batch by batch, in the order
/// in which they came, so that a large request does not starve a small one. Batches that are shared between requests
/// would be formed here.
@Singleton
final class Batcher {
    private final OptionalInt maxTokens;
    private final Calibrations calibrations;
    private final OnnxRuntime runtime;
    private final long maxBytesPerBatch;
    private final int lanes;
    private final Semaphore turns;
    private final ExecutorService helpers;
    private final DistributionSummary rowsPerBatch;
    private final Counter tokens;
    private final Counter padding;

    @Inject
    Batcher(BatchConfig config, Calibrations calibrations, OnnxRuntime runtime, MeterRegistry metrics) {
        this.calibrations = calibrations;
        this.runtime = runtime;
        lanes = runtime.lanes();
        turns = new Semaphore(lanes, true);
        helpers = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("sextant-lane-", 0).daemon().factory());
        maxTokens = config.maxTokens();
        maxBytesPerBatch = config.maxBytes().asLongValue() / lanes;
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
    Run run(LoadedModel model, List<Tokens> texts, int promptTokens, boolean normalize) {
        return run(model, texts, promptTokens, normalize, limits(model));
    }

    /// What somebody configured comes first, then what was measured.
    private BatchLimits limits(LoadedModel model) {
        return Optional.of(maxTokens)
                .filter(OptionalInt::isEmpty)
                .flatMap(unset ->
                        calibrations.of(model.fingerprint(), runtime.device().name()))
                .map(best -> BatchLimits.of(best, maxBytesPerBatch))
                .orElseGet(() -> BatchLimits.ofTokens(maxTokens, maxBytesPerBatch));
    }

    /// Runs batches of so many texts, whatever is configured or known, as far as memory allows.
    Run runInBatchesOf(int rows, LoadedModel model, List<Tokens> texts, int promptTokens) {
        return run(model, texts, promptTokens, true, BatchLimits.ofRows(rows, maxBytesPerBatch));
    }

    /// Whether memory allows a batch of so many texts.
    boolean hasRoomFor(int rows, int width, ModelSpec spec) {
        return BatchLimits.ofRows(rows, maxBytesPerBatch).allow(rows, width, spec);
    }

    /// Whether batches are formed as configured, whatever is known.
    boolean isConfigured() {
        return maxTokens.isPresent();
    }

    private Run run(LoadedModel model, List<Tokens> texts, int promptTokens, boolean normalize, BatchLimits limits) {
        long started = System.nanoTime();
        Matrix vectors = Matrix.zeros(texts.size(), model.spec().dimensions());
        Queue<List<Integer>> batches = new ConcurrentLinkedQueue<>(plan(model.spec(), texts, limits));
        AtomicLong queueNanos = new AtomicLong();
        Runnable work = () -> {
            for (List<Integer> batch = batches.poll(); batch != null; batch = batches.poll()) {
                List<Tokens> rows = batch.stream().map(texts::get).toList();
                Matrix result = runInTurn(model.onnx(), rows, promptTokens, normalize, queueNanos);
                for (int i = 0; i < batch.size(); i++) {
                    vectors.setRow(batch.get(i), result.row(i));
                }
            }
        };
        int width = Math.min(lanes, batches.size());
        List<? extends Future<?>> others = IntStream.range(1, width)
                .mapToObj(helper -> helpers.submit(work))
                .toList();
        try {
            work.run();
        } finally {
            // After a failure nobody starts another batch; either way nobody is left running behind the caller's back.
            batches.clear();
            awaitAll(others);
        }
        long queued = queueNanos.get() / Math.max(1, width);
        return new Run(vectors, queued, System.nanoTime() - started - queued);
    }

    private Matrix runInTurn(
            OnnxModel model, List<Tokens> rows, int promptTokens, boolean normalize, AtomicLong queueNanos) {
        long asked = System.nanoTime();
        turns.acquireUninterruptibly();
        try {
            queueNanos.addAndGet(System.nanoTime() - asked);
            count(rows);
            return model.run(rows, promptTokens, normalize);
        } catch (OrtException e) {
            throw new Fault.Unavailable("the model failed on a batch of %d texts".formatted(rows.size()), e);
        } finally {
            turns.release();
        }
    }

    private static void awaitAll(List<? extends Future<?>> helpers) {
        Throwable failure = null;
        for (Future<?> helper : helpers) {
            try {
                helper.get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = e;
            }
        }
        if (failure != null) {
            throw failure instanceof Fault fault ? fault : new IllegalStateException("a batch failed", failure);
        }
    }

    /// Positions of the texts, batch by batch, longest texts first: the runtime's memory then grows once.
    private static List<List<Integer>> plan(ModelSpec spec, List<Tokens> texts, BatchLimits limits) {
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> texts.get(i).count())
                        .reversed())
                .toList();
        List<Integer> batch = new ArrayList<>();
        for (int position : byLength) {
            int width = texts.get(batch.isEmpty() ? position : batch.getFirst()).count();
            if (!batch.isEmpty() && !limits.allow(batch.size() + 1, width, spec)) {
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
