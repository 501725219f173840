package dev.sextant.projection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The terms that set each of several themes apart from the others: class-based TF-IDF, with the root of a term's share
/// so that the commonest words do not win by being common.
///
/// @see <a href="https://arxiv.org/abs/2203.05794">Grootendorst, BERTopic, section 3.3</a>
final class Candidates {
    /// A term that is so rarely found without a longer one adds nothing to that.
    private static final double MOSTLY = 0.8;

    /// Terms that are looked at for each that is kept.
    private static final int SPARE = 4;

    private Candidates() {}

    /// @param themes the terms of each, by key; themes that are told apart, not parents beside their children
    /// @param most candidates for each theme
    /// @return best first
    static List<List<Candidate>> of(List<Map<String, Term>> themes, int most) {
        Map<String, Double> totals = new HashMap<>();
        for (Map<String, Term> theme : themes) {
            theme.forEach((key, term) -> totals.merge(key, term.share(), Double::sum));
        }
        return themes.stream().map(theme -> best(theme, totals, most)).toList();
    }

    private static List<Candidate> best(Map<String, Term> theme, Map<String, Double> totals, int most) {
        List<Candidate> ranked = theme.values().stream()
                .map(term -> new Candidate(term, weight(term, totals.getOrDefault(term.key(), term.share()))))
                .sorted(Comparator.comparingDouble((Candidate each) -> -each.weight())
                        .thenComparing(each -> each.term().key()))
                .limit((long) SPARE * most)
                .toList();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate each : ranked) {
            if (kept.size() < most && ranked.stream().noneMatch(other -> swallows(other.term(), each.term()))) {
                kept.add(each);
            }
        }
        return kept;
    }

    private static double weight(Term term, double total) {
        return Math.sqrt(term.share()) * Math.log(1 + 1 / total);
    }

    private static boolean swallows(Term longer, Term shorter) {
        return longer.words() > shorter.words()
                && longer.share() >= MOSTLY * shorter.share()
                && Phrases.contains(longer.key(), shorter.key());
    }
}
