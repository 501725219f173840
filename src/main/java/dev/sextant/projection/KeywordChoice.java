package dev.sextant.projection;

import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.List;

/// Chooses a theme's keywords from candidates: those that mean what the theme means, and not all the same.
///
/// @see <a href="https://dl.acm.org/doi/10.1145/290941.291025">
///     Carbonell and Goldstein, maximal marginal relevance</a>
final class KeywordChoice {
    private static final int MOST = 8;

    /// Weight of difference from what is chosen, against nearness to the theme.
    private static final double DIVERSITY = 0.3;

    /// A candidate with its vector.
    ///
    /// @param relevance 0..1
    record Placed(Term term, float[] vector, double relevance) {}

    private KeywordChoice() {}

    /// @param candidates of one theme
    /// @param vectors of the candidates
    /// @param center of the theme, in the same space
    static List<Placed> choose(List<Candidate> candidates, List<float[]> vectors, float[] center) {
        double heaviest =
                candidates.stream().mapToDouble(Candidate::weight).max().orElse(1);
        List<Placed> left = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            double nearness = Math.max(0, Metric.COSINE.similarity(vectors.get(i), center));
            double weight = candidates.get(i).weight() / heaviest;
            left.add(new Placed(candidates.get(i).term(), vectors.get(i), Math.sqrt(nearness * weight)));
        }
        List<Placed> chosen = new ArrayList<>();
        while (chosen.size() < MOST && !left.isEmpty()) {
            Placed best = best(left, chosen);
            chosen.add(best);
            left.removeIf(each -> Phrases.overlap(each.term().key(), best.term().key()));
        }
        return chosen;
    }

    private static Placed best(List<Placed> left, List<Placed> chosen) {
        Placed best = left.getFirst();
        double highest = Double.NEGATIVE_INFINITY;
        for (Placed each : left) {
            double likeness = chosen.stream()
                    .mapToDouble(other -> Metric.COSINE.similarity(each.vector(), other.vector()))
                    .max()
                    .orElse(0);
            double score = (1 - DIVERSITY) * each.relevance() - DIVERSITY * likeness;
            if (score > highest) {
                best = each;
                highest = score;
            }
        }
        return best;
    }
}
