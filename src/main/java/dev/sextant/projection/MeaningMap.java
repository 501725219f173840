package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A map of rows, the themes on it and how far both can be trusted.
///
/// @param spec what was asked for
public record MeaningMap(MapSpec spec, Projection projection, Themes themes, Quality quality) {

    /// Makes a map. The same input gives the same map, whatever the number of threads.
    ///
    /// @param vectors `[rows × d]`, at least one row, finite
    /// @param texts of the rows, to name themes by; or empty
    /// @param labels of the rows, one category each, to compare themes with; or empty
    /// @param embedder asked for vectors of words, only where there are texts and themes
    /// @throws IllegalArgumentException if there are texts or labels, but not as many as rows
    /// @throws java.util.concurrent.CancellationException if the progress says so
    public static MeaningMap make(
            Matrix vectors,
            List<String> texts,
            List<String> labels,
            MapSpec spec,
            TextVectors embedder,
            Progress progress) {
        requireOneEach("texts", texts, vectors);
        requireOneEach("labels", labels, vectors);
        Recipe recipe = spec.recipe();
        Projection projection = Projector.project(vectors, recipe, progress);
        Themes themes = Themes.find(
                vectors, projection, recipe.distance(), spec.themes(), texts, embedder, recipe.seed(), progress);
        Double agreement = labels.isEmpty() || spec.themes() instanceof ThemeChoice.None
                ? null
                : (Double) LabelAgreement.of(themes.assignments(), labels);
        Quality quality = Quality.of(
                vectors, projection, recipe.distance(), themes.noiseShare(), agreement, recipe.seed(), progress);
        return new MeaningMap(spec, projection, themes, quality);
    }

    private static void requireOneEach(String what, List<String> given, Matrix vectors) {
        if (!given.isEmpty() && given.size() != vectors.rows()) {
            throw new IllegalArgumentException("%d rows have %d %s".formatted(vectors.rows(), given.size(), what));
        }
    }

    /// The map without its points.
    public MapReport report() {
        @Nullable
        List<Double> explained = projection.explainedVariance().isEmpty() ? null : projection.explainedVariance();
        return new MapReport(
                projection.method().name().toLowerCase(Locale.ROOT),
                projection.points().columns(),
                spec.recipe().seed(),
                explained,
                themes.list(),
                quality,
                projection.note().isEmpty() ? null : projection.note());
    }
}
