package dev.sextant.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How far groups agree with labels that somebody gave.
///
/// @see <a href="https://aclanthology.org/D07-1043/">Rosenberg and Hirschberg, V-Measure</a>
public final class LabelAgreement {
    private LabelAgreement() {}

    /// V-measure: the harmonic mean of homogeneity (a group has one label) and completeness (a label has one group).
    ///
    /// @param assignments group of each row; -1, no group, counts as a group of its own
    /// @param labels of the same rows
    /// @return 0..1, 1 for perfect agreement
    /// @throws IllegalArgumentException if there are not as many labels as assignments
    public static double of(int[] assignments, List<String> labels) {
        if (assignments.length != labels.size()) {
            throw new IllegalArgumentException(
                    "as many labels as rows are needed, got %d and %d".formatted(labels.size(), assignments.length));
        }
        List<Integer> groups = IntStream.of(assignments).boxed().toList();
        double groupEntropy = entropy(groups);
        double labelEntropy = entropy(labels);
        double shared = groupEntropy + labelEntropy - entropy(pairs(groups, labels));
        double homogeneity = labelEntropy == 0 ? 1 : shared / labelEntropy;
        double completeness = groupEntropy == 0 ? 1 : shared / groupEntropy;
        double sum = homogeneity + completeness;
        return sum <= 0 ? 0 : Math.clamp(2 * homogeneity * completeness / sum, 0, 1);
    }

    private record Pair(int group, String label) {}

    private static List<Pair> pairs(List<Integer> groups, List<String> labels) {
        return IntStream.range(0, groups.size())
                .mapToObj(i -> new Pair(groups.get(i), labels.get(i)))
                .toList();
    }

    /// Entropy in nats of how often each value occurs.
    private static double entropy(List<?> values) {
        Map<Object, Integer> counts = new HashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        double entropy = 0;
        // In ascending order, so that the sum is the same whatever the map's order.
        for (int count : counts.values().stream().sorted().toList()) {
            double share = (double) count / values.size();
            entropy -= share * Math.log(share);
        }
        return entropy;
    }
}
