package dev.sextant.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/// Looks at something every few seconds, from the start until it is closed, on a thread of its own.
final class Samples<T> implements AutoCloseable {
    private final List<Sample<T>> samples = new ArrayList<>();
    private final Thread thread;

    /// @param seconds since the start
    record Sample<T>(double seconds, T seen) {}

    Samples(Callable<T> look, long everyMillis) {
        long started = System.nanoTime();
        thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Sample<T> sample = new Sample<>((System.nanoTime() - started) / 1e9, look.call());
                    synchronized (samples) {
                        samples.add(sample);
                    }
                    Thread.sleep(everyMillis);
                }
            } catch (Exception e) {
                // What was looked at has ended, or whoever wanted samples has enough.
            }
        });
    }

    /// What was seen from a moment on.
    List<Sample<T>> since(double seconds) {
        synchronized (samples) {
            return samples.stream()
                    .filter(sample -> sample.seconds() >= seconds)
                    .toList();
        }
    }

    /// Least and greatest, and the mean of the last tenth less that of the first.
    record Range(double least, double greatest, double drift) {
        static <T> Range of(List<Sample<T>> samples, ToDoubleFunction<T> figure) {
            double[] values =
                    samples.stream().map(Sample::seen).mapToDouble(figure).toArray();
            int tenth = Math.max(1, values.length / 10);
            var all = java.util.Arrays.stream(values).summaryStatistics();
            return new Range(
                    all.getMin(),
                    all.getMax(),
                    mean(values, values.length - tenth, values.length) - mean(values, 0, tenth));
        }

        private static double mean(double[] values, int from, int to) {
            return java.util.Arrays.stream(values, from, to).average().orElse(Double.NaN);
        }

        @Override
        public String toString() {
            return "%s to %s, %s%s from the first tenth to the last"
                    .formatted(
                            Spread.number(least), Spread.number(greatest), drift < 0 ? "" : "+", Spread.number(drift));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
