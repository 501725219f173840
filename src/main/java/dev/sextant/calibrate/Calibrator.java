package dev.sextant.calibrate;

import dev.sextant.Fault;
import dev.sextant.model.BatchTrial;
import dev.sextant.model.Calibration;
import dev.sextant.model.Embedder;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Measures which batch size is best, and keeps the answer; one measurement at a time, since two would measure each
/// other.
@Singleton
public final class Calibrator {
    /// What a stream of texts is embedded in, and so what there is to form batches of.
    private static final int TEXTS = 512;

    private static final long SEED = 42;

    private final Embedder embedder;
    private final CalibrationFiles files;
    private final Limits limits;
    private final InstantSource clock = InstantSource.system();
    private final AtomicBoolean isMeasuring = new AtomicBoolean();

    @Inject
    public Calibrator(Embedder embedder, CalibrationFiles files, Limits limits) {
        this.embedder = embedder;
        this.files = files;
        this.limits = limits;
    }

    /// Takes half a minute at most, with a model that embeds more than a few texts a second.
    ///
    /// @param isGivenUp asked about once a second; then nothing is kept
    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    /// @throws Fault.Conflict if another measurement is going on, or this one was given up
    /// @throws Fault.Unavailable if the model cannot be loaded, or the result cannot be kept
    public Calibration calibrate(CalibrateRequest request, BooleanSupplier isGivenUp) {
        @Nullable List<String> given = request.texts() == null ? null : Check.texts("texts", request.texts(), limits);
        List<Integer> sizes = BatchSizes.checked(
                request.batchSizes(), given == null ? OptionalInt.empty() : OptionalInt.of(given.size()));
        if (!isMeasuring.compareAndSet(false, true)) {
            throw new Fault.Conflict(
                    "another calibration is going on; it ends within a minute, and GET /calibrate has its result then");
        }
        try {
            files.prepare();
            List<String> texts = given == null ? SampleTexts.of(Math.max(TEXTS, sizes.getLast()), SEED) : given;
            Calibration found = measure(embedder.trial(request.model(), texts), sizes, isGivenUp);
            files.keep(found);
            return found;
        } finally {
            isMeasuring.set(false);
        }
    }

    private Calibration measure(BatchTrial all, List<Integer> sizes, BooleanSupplier isGivenUp) {
        Measurement measurement = Measurement.plan(all, sizes);
        BatchTrial trial = measurement.trial();
        List<Calibration.Row> rows = measurement.rows(isGivenUp);
        // Of equals the smaller one, which needs less memory.
        Calibration.Row best = rows.stream()
                .max(Comparator.comparingDouble(Calibration.Row::textsPerSecond)
                        .thenComparing(Calibration.Row::batchSize, Comparator.reverseOrder()))
                .orElseThrow();
        return new Calibration(
                trial.model(),
                trial.fingerprint(),
                trial.device(),
                rows,
                best.batchSize(),
                rows.getFirst().batchSize() == 1
                        ? (Double) (best.textsPerSecond() / rows.getFirst().textsPerSecond())
                        : null,
                best.batchSize() * trial.longest(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                note(trial, sizes, rows));
    }

    private static @Nullable String note(BatchTrial trial, List<Integer> sizes, List<Calibration.Row> rows) {
        List<String> notes = new ArrayList<>();
        if (trial.isOverruled()) {
            notes.add("Batches are formed by sextant.batch.max-tokens, which is set, and not by the best size.");
        }
        if (sizes.size() > rows.size()) {
            notes.add("Left out, since the model is too slow for so many texts: %s."
                    .formatted(joined(sizes.subList(rows.size(), sizes.size()))));
        }
        List<Integer> tight = rows.stream()
                .map(Calibration.Row::batchSize)
                .filter(size -> !trial.hasRoomFor(size))
                .toList();
        if (!tight.isEmpty()) {
            notes.add("Batches of long texts were smaller than asked for, as sextant.batch.max-bytes demands: %s."
                    .formatted(joined(tight)));
        }
        return notes.isEmpty() ? null : String.join(" ", notes);
    }

    private static String joined(List<Integer> sizes) {
        return sizes.stream().map(Objects::toString).collect(Collectors.joining(", "));
    }

    /// What was measured last.
    public Optional<Calibration> last() {
        return files.last();
    }
}
