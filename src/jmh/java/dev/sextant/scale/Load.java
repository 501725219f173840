package dev.sextant.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// When requests come: phases of a file, and within each at random moments, as those of many callers do; the same ones
/// each time.
///
/// @param arrivals seconds from the beginning, ascending
/// @param seconds length of all phases
record Load(List<Double> arrivals, double seconds) {
    private static final String IDLE = "idle";

    /// Reads lines `seconds, requests per second`; lines that begin with `#` are for people.
    ///
    /// @param idleSeconds what `idle` in the place of the seconds stands for
    /// @throws IOException if a line is something else
    static Load read(Path file, double idleSeconds, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> arrivals = new ArrayList<>();
        double begin = 0;
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Phase phase = Phase.parse(file, line, idleSeconds);
            double end = begin + phase.seconds();
            for (double at = begin + phase.gap(random); at < end; at += phase.gap(random)) {
                arrivals.add(at);
            }
            begin = end;
        }
        return new Load(List.copyOf(arrivals), begin);
    }

    private record Phase(double seconds, double rate) {

        static Phase parse(Path file, String line, double idleSeconds) throws IOException {
            String[] fields = line.split(",", -1);
            try {
                String seconds = fields[0].strip();
                return new Phase(
                        seconds.equals(IDLE) ? idleSeconds : Double.parseDouble(seconds),
                        Double.parseDouble(fields[1].strip()));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("%s: \"%s\" is not \"seconds, requests per second\"".formatted(file, line), e);
            }
        }

        /// Seconds to the next arrival, exponentially distributed.
        double gap(SplittableRandom random) {
            return rate <= 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - random.nextDouble()) / rate;
        }
    }
}
