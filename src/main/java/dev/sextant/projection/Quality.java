package dev.sextant.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How far a map can be trusted.
///
/// @param trustworthiness 1 less the ranks, beyond `k`, that map neighbors have in the original space, scaled so that 0
///     is the worst possible map and 1 one whose neighbors are all real; null where there are fewer than 3 rows
/// @param neighborsKept share of the `k` map neighbors that are among the `k` nearest in the original space, 0..1; null
///     where there are fewer than 3 rows
/// @param k neighbors looked at: 15, or the most of which there are twice as many rows and one
/// @param sampled rows whose neighbors were looked at, each among all rows
/// @param noiseShare share of the rows without a theme, 0..1
/// @param labelAgreement how well themes agree with given labels, 0..1; null without labels
/// @see <a href="https://doi.org/10.1007/3-540-44668-0_68">Venna and Kaski, Neighborhood preservation in nonlinear
///     projection methods</a>
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quality(
        @Nullable Double trustworthiness,
        @Nullable Double neighborsKept,
        int k,
        int sampled,
        double noiseShare,
        @Nullable Double labelAgreement) {
    private static final String STAGE = "quality";
    private static final int MOST_NEIGHBORS = 15;

    /// Up to so many rows all are looked at.
    private static final int FEW_ROWS = 5_000;

    /// Of more rows so many: the standard error of trustworthiness is then about 0.002.
    private static final int SAMPLE = 2_000;

    /// Looks at a map. Rows that are as far from a row in the original space share the best of their ranks.
    ///
    /// @param vectors `[n × d]`, what the map was made of
    /// @param distance what neighbors in the original space were meant to be near by
    /// @param seed of the sample
    /// @param progress hears of one stage
    /// @throws java.util.concurrent.CancellationException if `progress` says so
    static Quality of(
            Matrix vectors,
            Projection projection,
            Distance distance,
            double noiseShare,
            @Nullable Double labelAgreement,
            long seed,
            Progress progress) {
        int rows = vectors.rows();
        int k = Math.clamp((rows - 1) / 2, 0, MOST_NEIGHBORS);
        int sampled = rows <= FEW_ROWS ? rows : SAMPLE;
        if (k == 0) {
            return new Quality(null, null, 0, rows, noiseShare, labelAgreement);
        }
        progress.stage(STAGE, rows);
        int[] queries = RandomRows.of(rows, sampled, new Random(seed));
        int[][] neighbors = MapNeighbors.of(projection.points(), queries, k);
        int[][] ranks = OriginalRanks.of(vectors, distance, queries, neighbors, progress);
        return new Quality(trustworthiness(ranks, rows), kept(ranks), k, sampled, noiseShare, labelAgreement);
    }

    private static double trustworthiness(int[][] ranks, int rows) {
        long k = ranks[0].length;
        long beyond = flat(ranks).mapToLong(rank -> Math.max(0, rank - k)).sum();
        return 1 - 2.0 * beyond / ((double) ranks.length * k * (2L * rows - 3 * k - 1));
    }

    private static double kept(int[][] ranks) {
        int k = ranks[0].length;
        return (double) flat(ranks).filter(rank -> rank <= k).count() / ranks.length / k;
    }

    private static IntStream flat(int[][] ranks) {
        return Arrays.stream(ranks).flatMapToInt(Arrays::stream);
    }
}
