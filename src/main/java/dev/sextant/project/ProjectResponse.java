package dev.sextant.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.MeaningMap;
import dev.sextant.projection.Quality;
import dev.sextant.projection.Theme;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A map. It holds no times, so that the same request gives the same bytes.
///
/// @param points where each row lies, `[rows × components]`, in the order of the request, or of the collection's rows
/// @param explainedVariance share of the variance that each component keeps; PCA only
/// @param assignments id of each row's theme, -1 where it has none
/// @param note what was done otherwise than asked for, and why
/// @param model id of the model that made the vectors, as far as it is known
/// @param ids of the documents that the points stand for, where a collection was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectResponse(
        String method,
        int components,
        List<float[]> points,
        long seed,
        @Nullable List<Double> explainedVariance,
        List<Theme> themes,
        List<Integer> assignments,
        Quality quality,
        @Nullable String note,
        @Nullable String model,
        @Nullable List<String> ids) {

    /// @param ids of the documents, or empty
    public static ProjectResponse of(MeaningMap map, @Nullable String model, List<String> ids) {
        MapReport report = map.report();
        return new ProjectResponse(
                report.method(),
                report.components(),
                map.projection().points().asRows(),
                report.seed(),
                report.explainedVariance(),
                report.themes(),
                Arrays.stream(map.themes().assignments()).boxed().toList(),
                report.quality(),
                report.note(),
                model,
                ids.isEmpty() ? null : ids);
    }
}
