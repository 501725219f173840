package dev.sextant.calibrate;

import dev.sextant.Fault;
import dev.sextant.model.BatchTrial;
import dev.sextant.model.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Runs texts in batches of different sizes, in rounds: a machine that is slower for a while is so for all sizes. Time
/// is bounded by using fewer texts where the model is slow, and by leaving out sizes that then have too few.
final class Measurement {
    private static final int ROUNDS = 3;
    private static final double SECONDS = 20;
    private static final long WARM_UP_NANOS = 300_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final BatchTrial trial;
    private final List<Integer> sizes;

    private Measurement(BatchTrial trial, List<Integer> sizes) {
        this.trial = trial;
        this.sizes = sizes;
    }

    /// Decides on how many of the texts there is time for.
    ///
    /// @param sizes ascending; the smallest one is the slowest
    static Measurement plan(BatchTrial trial, List<Integer> sizes) {
        int smallest = sizes.getFirst();
        int count = Math.clamp(affordable(secondsPerText(trial, smallest), sizes.size()), smallest, trial.texts());
        return new Measurement(
                trial.fewer(count), sizes.stream().filter(size -> size <= count).toList());
    }

    /// @return texts
    static long affordable(double secondsPerText, int sizes) {
        return (long) (SECONDS / (secondsPerText * sizes * ROUNDS));
    }

    /// Also makes the model and the compiler warm.
    private static double secondsPerText(BatchTrial trial, int batchSize) {
        long nanos = 0;
        int texts = 0;
        for (int count = Math.min(batchSize, trial.texts()); nanos < WARM_UP_NANOS && texts < trial.texts(); ) {
            nanos = trial.fewer(count).run(batchSize);
            texts = count;
            count = Math.min(2 * count, trial.texts());
        }
        return nanos / NANOS_PER_SECOND / texts;
    }

    BatchTrial trial() {
        return trial;
    }

    /// A row for each size that there was time for.
    ///
    /// @throws Fault.Conflict if it is given up
    List<Calibration.Row> rows(BooleanSupplier isGivenUp) {
        List<List<Long>> nanos =
                sizes.stream().<List<Long>>map(size -> new ArrayList<>()).toList();
        // Memory grows with the first batch of a size.
        sizes.forEach(size -> trial.fewer(size).run(size));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sizes.size(); i++) {
                if (isGivenUp.getAsBoolean()) {
                    throw new Fault.Conflict("the calibration was given up; nothing was kept");
                }
                nanos.get(i).add(trial.run(sizes.get(i)));
            }
        }
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> row(sizes.get(i), median(nanos.get(i)) / NANOS_PER_SECOND))
                .toList();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
    }

    private Calibration.Row row(int batchSize, double seconds) {
        return new Calibration.Row(batchSize, seconds, trial.texts() / seconds, trial.tokens() / seconds);
    }
}
