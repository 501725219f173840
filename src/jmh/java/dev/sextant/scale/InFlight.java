package dev.sextant.scale;

/// How many requests there are, and their mean over time: two for half a second are one for a second. Not for several
/// threads.
final class InFlight {
    private int count;
    private double changed;
    private double asked;
    /// Requests times seconds since it was asked last.
    private double area;

    void add(double second, int change) {
        pass(second);
        count += change;
    }

    /// Mean since it was asked last; the beginning is second 0.
    double mean(double second) {
        pass(second);
        double mean = second > asked ? area / (second - asked) : count;
        asked = second;
        area = 0;
        return mean;
    }

    int count() {
        return count;
    }

    private void pass(double second) {
        area += count * Math.max(0, second - changed);
        changed = Math.max(changed, second);
    }
}
