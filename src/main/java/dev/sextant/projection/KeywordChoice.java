package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Chooses a theme's keywords from candidates: those that mean what the theme means, and not all the same.
///
/// @see <a href="https://dl.acm.org/doi/10.1145/290941.291025">
///     Carbonell and Goldstein, maximal marginal relevance</a>
final class KeywordChoice {
    private static final int MOST = 8;

    /// Weight of difference from what is chosen, against nearness to the theme.
    private static final double DIVERSITY = 0.3;

    private final List<Candidate> candidates;
    private final List<float[]> vectors;
    private final double[] relevance;
    /// Nearness of each candidate to the nearest that is chosen.
    private final double[] likeness;

    /// @param candidates of one theme
    /// @param vectors of the candidates, `[candidates × d]`, or `[candidates × 0]`: then weights decide alone
    /// @param center of the theme, in the same space
    KeywordChoice(List<Candidate> candidates, Matrix vectors, float[] center) {
        this.candidates = candidates;
        this.vectors = vectors.asRows();
        this.relevance = new double[candidates.size()];
        this.likeness = new double[candidates.size()];
        double heaviest =
                candidates.stream().mapToDouble(Candidate::weight).max().orElse(1);
        for (int i = 0; i < relevance.length; i++) {
            float[] vector = this.vectors.get(i);
            double nearness = vector.length == 0 ? 1 : Math.max(0, Metric.COSINE.similarity(vector, center));
            relevance[i] = Math.sqrt(nearness * candidates.get(i).weight() / heaviest);
        }
    }

    /// @return the most relevant first, then the most relevant and different, one after another
    List<Keyword> choose() {
        List<Integer> left =
                IntStream.range(0, candidates.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
        List<Keyword> chosen = new ArrayList<>();
        while (chosen.size() < MOST && !left.isEmpty()) {
            int best = best(left);
            Term term = candidates.get(best).term();
            chosen.add(new Keyword(term.form(), relevance[best]));
            left.removeIf(each -> Phrases.overlap(candidates.get(each).term().key(), term.key()));
            for (int each : left) {
                double cosine = Metric.COSINE.similarity(vectors.get(each), vectors.get(best));
                likeness[each] = Math.max(likeness[each], cosine);
            }
        }
        return chosen;
    }

    private int best(List<Integer> left) {
        int best = left.getFirst();
        for (int each : left) {
            if (score(each) > score(best)) {
                best = each;
            }
        }
        return best;
    }

    private double score(int candidate) {
        return (1 - DIVERSITY) * relevance[candidate] - DIVERSITY * likeness[candidate];
    }
}
