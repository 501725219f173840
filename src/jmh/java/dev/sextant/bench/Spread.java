package dev.sextant.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What several rounds gave.
///
/// @param median the mean of the two in the middle where their number is even
/// @param least the least of them
/// @param greatest the greatest
public record Spread(double median, double least, double greatest) {

    /// @param values one a round, at least one
    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no round gave a value");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /// Ratios within each round, so that a round in which the whole machine was slow counts like the others.
    ///
    /// @param numerators one a round
    /// @param denominators as many
    static Spread ofRatios(List<Double> numerators, List<Double> denominators) {
        if (numerators.size() != denominators.size()) {
            throw new IllegalArgumentException(
                    "%d rounds against %d".formatted(numerators.size(), denominators.size()));
        }
        return of(IntStream.range(0, numerators.size())
                .mapToObj(round -> numerators.get(round) / denominators.get(round))
                .toList());
    }

    /// The median, and in brackets the least and the greatest where they differ, with three significant digits or all
    /// before the point.
    @Override
    public String toString() {
        return least == greatest
                ? number(median)
                : "%s (%s to %s)".formatted(number(median), number(least), number(greatest));
    }

    public static String number(double value) {
        String pattern = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
