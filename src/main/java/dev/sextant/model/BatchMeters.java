package dev.sextant.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/// What is told of batches to those who watch. Thread-safe.
final class BatchMeters {
    private final DistributionSummary rows;
    private final Counter tokens;
    private final Counter padding;
    private final Counter refused;

    /// @param queuedTokens tokens of all calls that are not done
    BatchMeters(MeterRegistry metrics, Supplier<Number> queuedTokens) {
        rows = DistributionSummary.builder("sextant.batch.rows")
                .description("Texts in a batch")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(metrics);
        tokens = Counter.builder("sextant.batch.tokens")
                .description("Tokens run through a model, without padding")
                .register(metrics);
        padding = Counter.builder("sextant.batch.padding")
                .description("Padding run through a model, in tokens")
                .register(metrics);
        Gauge.builder("sextant.batch.padding.share", this, BatchMeters::paddingShare)
                .description("Padding among all that ran through a model, from 0 to 1")
                .register(metrics);
        refused = Counter.builder("sextant.queue.refused")
                .description("Requests refused because too much was queued")
                .register(metrics);
        Gauge.builder("sextant.queue.tokens", queuedTokens)
                .description("Tokens of all requests that wait for the model or are in it")
                .register(metrics);
    }

    void ran(List<Tokens> batch) {
        int width = batch.stream().mapToInt(Tokens::count).max().orElse(0);
        int used = batch.stream().mapToInt(Tokens::count).sum();
        rows.record(batch.size());
        tokens.increment(used);
        padding.increment((double) batch.size() * width - used);
    }

    private double paddingShare() {
        double all = tokens.count() + padding.count();
        return all == 0 ? 0 : padding.count() / all;
    }

    void refused() {
        refused.increment();
    }
}
