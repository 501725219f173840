package dev.sextant.collection.embedded;

import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Looks at every accepted row, in double precision: O(rows × dimensions).
final class ExactScan {
    private ExactScan() {}

    /// The best rows and all that are tied with the last of them, best first.
    ///
    /// @param query `[dimensions]`
    static List<Scored> search(Rows rows, float[] query, Metric metric, int count, BitSet accepted) {
        List<Scored> all = new ArrayList<>();
        float[] vector = new float[rows.dimensions()];
        accepted.stream().forEach(row -> {
            rows.read(row, vector);
            all.add(new Scored(row, metric.similarity(query, vector)));
        });
        all.sort(Comparator.comparingDouble(Scored::score).reversed());
        int end = Math.min(count, all.size());
        while (end > 0
                && end < all.size()
                && all.get(end).score() == all.get(end - 1).score()) {
            end++;
        }
        return all.subList(0, end);
    }

    record Scored(int row, double score) {}
}
