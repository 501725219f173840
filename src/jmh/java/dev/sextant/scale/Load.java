package dev.sextant.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// When requests come: a file with lines `seconds,requests per second`, each of which holds for its seconds.
///
/// @param arrivals after the beginning, ascending
record Load(List<Duration> arrivals) {

    /// @param seed requests come at random moments within their rate, as those of many callers do
    static Load read(Path file, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Duration> arrivals = new ArrayList<>();
        double begin = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] fields = line.split(",", -1);
                double end = begin + Double.parseDouble(fields[0].strip());
                double rate = Double.parseDouble(fields[1].strip());
                for (double at = begin + gap(random, rate); at < end; at += gap(random, rate)) {
                    arrivals.add(Duration.ofNanos((long) (at * 1e9)));
                }
                begin = end;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Load(arrivals);
    }

    /// Seconds to the next arrival, exponentially distributed.
    private static double gap(SplittableRandom random, double rate) {
        return rate <= 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - random.nextDouble()) / rate;
    }
}
