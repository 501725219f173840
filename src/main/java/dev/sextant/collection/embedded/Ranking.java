package dev.sextant.collection.embedded;

import dev.sextant.collection.embedded.Candidates.Candidate;
import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One query and the rows that may be its best. Float32 products choose them, within a margin that covers rounding;
/// what is chosen is scored again in double precision, so the answer is that of double precision throughout.
///
/// The margin: a float32 inner product of `d` terms, summed in any order, is off by at most `d u ‖q‖ ‖r‖`, where
/// `u` = 2⁻²⁴; the same holds of a sum of absolute differences with the sum itself in place of the lengths.
///
/// @see <a href="https://doi.org/10.1137/1.9780898718027">Higham, Accuracy and Stability of Numerical Algorithms,
/// 3.1</a>
final class Ranking {
    /// Lengths that pass as 1 are off by so much, twice over, with room to spare.
    private static final double UNIT_SLACK = 4e-6;

    /// Below this, similarities of distances are 1 in double precision, and so are tied.
    private static final float SAME = 1e-15f;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::row);

    private final float[] query;
    private final Metric metric;
    private final int k;
    private final Shortlist shortlist;
    private final float norm;
    private final float error;
    private final float tiny;

    /// @param oversample how many times `k` rows to choose
    Ranking(float[] query, Metric metric, int k, int oversample) {
        this.query = query;
        this.metric = metric;
        this.k = k;
        shortlist = new Shortlist((int) Math.min(Integer.MAX_VALUE - 8L, (long) k * oversample));
        norm = (float) Norms.norm(query);
        error = (float) ((query.length + 16) * 0x1p-24 + UNIT_SLACK);
        tiny = query.length * Float.MIN_NORMAL;
    }

    float[] query() {
        return query;
    }

    RowProducts products(Rows rows) {
        return new RowProducts(metric, query, rows);
    }

    Metric metric() {
        return metric;
    }

    /// Offers a row by what [RowProducts#with] says of it.
    ///
    /// @param length of the row
    void offer(int row, float product, float length) {
        float score = score(product, length);
        float margin = margin(product, length);
        if (shortlist.wants(score + margin)) {
            shortlist.offer(row, score - margin, score + margin);
        }
    }

    /// Offers a row by a product that is only near the true one.
    void offerRough(int row, float product, float length) {
        float score = score(product, length);
        if (shortlist.wants(score)) {
            shortlist.offer(row, score, score);
        }
    }

    /// Something that orders rows as their similarity does.
    private float score(float product, float length) {
        return switch (metric) {
            case COSINE -> length == 0 ? 0 : product / length;
            case DOT -> product;
            case EUCLIDEAN -> 2 * product - length * length;
            case MANHATTAN -> -product;
        };
    }

    private float margin(float product, float length) {
        return switch (metric) {
            case COSINE -> length == 0 ? 0 : error * norm + tiny / length;
            case DOT -> error * norm * length + tiny;
            case EUCLIDEAN -> error * length * (2 * norm + length) + tiny + SAME * SAME;
            case MANHATTAN -> error * product + tiny + SAME;
        };
    }

    /// Scores what was chosen in double precision.
    List<Candidate> best(Rows rows) {
        return best(rows, shortlist.rows());
    }

    /// Scores given rows in double precision and keeps the `k` best with all that are as good as the `k`-th.
    List<Candidate> best(Rows rows, int[] chosen) {
        List<Candidate> candidates = new ArrayList<>(chosen.length);
        float[] vector = new float[query.length];
        for (int row : chosen) {
            rows.read(row, vector);
            candidates.add(new Candidate(row, metric.similarity(query, vector)));
        }
        candidates.sort(BEST_FIRST);
        int end = Math.min(k, candidates.size());
        while (end > 0
                && end < candidates.size()
                && candidates.get(end).score() == candidates.get(end - 1).score()) {
            end++;
        }
        return List.copyOf(candidates.subList(0, end));
    }
}
