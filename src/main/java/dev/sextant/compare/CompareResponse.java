package dev.sextant.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.vectors.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How alike the rows are, under every metric that was asked for.
///
/// @param model id of the model, where texts were compared
/// @param metrics values of all pairs, by the metric's name
/// @param pairs the pairs asked for, in the order of the request
/// @param correlation how far the metrics agree
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompareResponse(
        @Nullable String model, Map<String, Values> metrics, List<Pair> pairs, Correlation correlation) {

    /// One metric's values. Minimum and maximum are over the strict upper triangle, which one row has not.
    ///
    /// @param matrix similarities, `[rows × rows]`, symmetric; absent where it was not asked for
    /// @param distances raw distances, `[rows × rows]`, of the metrics that have any; absent like the matrix
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Values(
            @Nullable List<float[]> matrix,
            @Nullable List<float[]> distances,
            @Nullable Float min,
            @Nullable Float max) {}

    /// Two rows under every metric, in double precision.
    ///
    /// @param a position of the one
    /// @param b position of the other
    public record Pair(
            int a,
            int b,
            double cosine,
            double dot,
            double euclidean,
            double manhattan,
            double euclideanDistance,
            double manhattanDistance) {

        static Pair of(int a, int b, float[] rowA, float[] rowB) {
            double euclidean = Metric.euclideanDistance(rowA, rowB);
            double manhattan = Metric.manhattanDistance(rowA, rowB);
            return new Pair(
                    a,
                    b,
                    Metric.COSINE.similarity(rowA, rowB),
                    Metric.DOT.similarity(rowA, rowB),
                    Metric.ofDistance(euclidean),
                    Metric.ofDistance(manhattan),
                    euclidean,
                    manhattan);
        }
    }

    /// Pearson's r between the metrics, over the strict upper triangle.
    ///
    /// @param metrics names of rows and columns
    /// @param matrix `[metrics × metrics]`; `null` where a metric is constant, or there is no pair
    public record Correlation(List<String> metrics, List<List<@Nullable Double>> matrix) {}
}
