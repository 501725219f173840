package dev.sextant.search;

import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedder;
import dev.sextant.model.Role;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Says why documents were found where they were.
final class Explainer {
    /// Cosine from which two texts say almost the same.
    private static final double NEAR_DUPLICATE = 0.97;

    /// Sentences embedded together.
    private static final int TOGETHER = 512;

    private final Embedder embedder;
    private final Corpus corpus;
    private final EmbedOptions options;
    private final Matrix background;

    Explainer(Embedder embedder, Corpus corpus, EmbedOptions options) {
        this.embedder = embedder;
        this.corpus = corpus;
        this.options = options.withModel(corpus.model())
                .withRole(Optional.of(Role.DOCUMENT))
                .withNormalize(corpus.isNormalized())
                .withMaxTokens(Long.MAX_VALUE);
        this.background = corpus.background();
    }

    /// @param vector the query's
    /// @param items what was found, best first
    /// @return one for each item
    List<Explanation> explain(String query, float[] vector, List<Corpus.Item> items) {
        Matrix vectors = corpus.vectors(items);
        ScoreSpread spread = ScoreSpread.of(scores(vector));
        List<Explanation.Span> spans = bestSpans(vector, items);
        var shared =
                new SharedTerms(query, items.stream().map(Corpus.Item::text).toList());
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Corpus.Item item = items.get(i);
            explanations.add(new Explanation(
                    allMetrics(vector, vectors.row(i)),
                    spread.percentile(item.score()),
                    spread.zScore(item.score()),
                    shared.in(item.text()),
                    item.passage().truncated(),
                    nearDuplicate(items, vectors, i),
                    spans.get(i)));
        }
        return explanations;
    }

    /// This query's scores over all documents, or a sample of them.
    private double[] scores(float[] query) {
        double[] scores = new double[background.rows()];
        Arrays.parallelSetAll(scores, row -> corpus.metric().similarity(query, background.row(row)));
        return scores;
    }

    private static Map<String, Double> allMetrics(float[] query, float[] vector) {
        Map<String, Double> scores = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            scores.put(metric.name().toLowerCase(Locale.ROOT), metric.similarity(query, vector));
        }
        return scores;
    }

    private static @Nullable Object nearDuplicate(List<Corpus.Item> items, Matrix vectors, int item) {
        float[] vector = vectors.row(item);
        for (int better = 0; better < item; better++) {
            if (Metric.COSINE.similarity(vectors.row(better), vector) >= NEAR_DUPLICATE) {
                return items.get(better).name();
            }
        }
        return null;
    }

    private List<Explanation.Span> bestSpans(float[] query, List<Corpus.Item> items) {
        List<Sentences> sentences = items.stream()
                .map(item -> Sentences.of(
                        item.text(), item.passage().start(), item.passage().end()))
                .toList();
        List<float[]> vectors =
                embed(sentences.stream().flatMap(each -> each.texts().stream()).toList());
        List<Explanation.Span> best = new ArrayList<>();
        int from = 0;
        for (Sentences each : sentences) {
            int to = from + each.stretches().size();
            best.add(best(query, each, vectors.subList(from, to)));
            from = to;
        }
        return best;
    }

    private Explanation.Span best(float[] query, Sentences sentences, List<float[]> vectors) {
        int best = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < vectors.size(); i++) {
            double score = corpus.metric().similarity(query, vectors.get(i));
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        SearchResponse.Stretch stretch = sentences.stretches().get(best);
        return new Explanation.Span(stretch.start(), stretch.end(), bestScore);
    }

    private List<float[]> embed(List<String> texts) {
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += TOGETHER) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + TOGETHER));
            Matrix embedded = embedder.embed(some, options).vectors();
            for (int row = 0; row < embedded.rows(); row++) {
                vectors.add(embedded.row(row));
            }
        }
        return vectors;
    }
}
