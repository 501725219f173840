package dev.sextant.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to say about a map, without what there is to say about each of its rows.
///
/// @param method what was done in the end: `umap` or `pca`
/// @param components dimensions of the map
/// @param explainedVariance share of the variance that each component keeps; PCA only
/// @param themes empty where none were asked for
/// @param quality how far the map can be trusted
/// @param note what was done otherwise than asked for, and why; absent where nothing was
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MapReport(
        String method,
        int components,
        long seed,
        @Nullable List<Double> explainedVariance,
        List<Theme> themes,
        Quality quality,
        @Nullable String note) {

    /// The same with other themes and another note.
    public MapReport with(List<Theme> otherThemes, @Nullable String otherNote) {
        return new MapReport(method, components, seed, explainedVariance, otherThemes, quality, otherNote);
    }
}
