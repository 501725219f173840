package dev.sextant.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Looks at a server's process every few seconds, from the start until it is closed, on a thread of its own.
final class Samples implements AutoCloseable {
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;

    /// @param seconds since the start
    record Sample(double seconds, ProcessStatus status) {}

    Samples(Server server, long everyMillis) {
        long started = System.nanoTime();
        thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Sample sample = new Sample((System.nanoTime() - started) / 1e9, server.status());
                    synchronized (samples) {
                        samples.add(sample);
                    }
                    Thread.sleep(everyMillis);
                }
            } catch (IOException | InterruptedException e) {
                // The server has ended, or whoever wanted samples has enough.
            }
        });
    }

    /// What was seen from a moment on.
    List<Sample> since(double seconds) {
        synchronized (samples) {
            return samples.stream()
                    .filter(sample -> sample.seconds() >= seconds)
                    .toList();
        }
    }

    /// Least and greatest, and the mean of the last tenth less that of the first.
    record Range(double least, double greatest, double drift) {
        static Range of(List<Sample> samples, ToDoubleFunction<ProcessStatus> figure) {
            double[] values =
                    samples.stream().map(Sample::status).mapToDouble(figure).toArray();
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
