package dev.sextant.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How a query's scores lie, so that one of them can be placed among them.
final class ScoreSpread {
    private final double[] ascending;
    private final double mean;
    private final double standardDeviation;

    private ScoreSpread(double[] ascending, double mean, double standardDeviation) {
        this.ascending = ascending;
        this.mean = mean;
        this.standardDeviation = standardDeviation;
    }

    /// @param scores at least one; not copied, and sorted
    static ScoreSpread of(double[] scores) {
        Arrays.sort(scores);
        double mean = Arrays.stream(scores).average().orElse(Double.NaN);
        double variance = Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElse(Double.NaN);
        return new ScoreSpread(scores, mean, Math.sqrt(variance));
    }

    /// Share of the scores that are at or below this one, 0..100.
    double percentile(double score) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 100.0 * low / ascending.length;
    }

    /// Standard deviations (population) above the mean; `null` where all scores are the same to rounding.
    @Nullable
    Double zScore(double score) {
        return standardDeviation < 1e-9 ? null : (Double) ((score - mean) / standardDeviation);
    }
}
