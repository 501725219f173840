package dev.sextant.scale;

import java.util.OptionalDouble;
import java.util.TreeMap;

/// What was reported for each second, and its mean over the last so many, as Knative takes it: a window that is not
/// full yet is as long as it has reports, seconds in between without one count as 0, and after a whole window without
/// any it begins anew.
final class Window {
    private final int length;
    private final TreeMap<Long, Double> reports = new TreeMap<>();
    private long first;

    /// @param length seconds
    Window(int length) {
        this.length = length;
    }

    /// Puts a report in the place of another one of that second.
    void report(long second, double value) {
        if (reports.isEmpty() || second - reports.lastKey() >= length) {
            reports.clear();
            first = second;
        }
        reports.put(second, value);
        reports.headMap(second - length, true).clear();
    }

    /// Mean up to the last report; empty where a whole window has none.
    OptionalDouble mean(long second) {
        if (reports.isEmpty() || second - reports.lastKey() > length) {
            return OptionalDouble.empty();
        }
        var current = reports.tailMap(second - length, false);
        if (current.isEmpty()) {
            return OptionalDouble.of(0);
        }
        long from = Math.max(first, second - length + 1);
        double sum = current.values().stream().mapToDouble(Double::doubleValue).sum();
        return OptionalDouble.of(sum / (current.lastKey() - from + 1));
    }
}
