package dev.sextant.compare;

import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import dev.sextant.vectors.Pairwise;
import dev.sextant.wire.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of all pairs under some metrics.
///
/// Memory: n² float32 a metric, twice that for one that has distances.
final class Comparison {
    private final Map<Metric, Matrix> similarities = new EnumMap<>(Metric.class);
    private final Map<Metric, Matrix> distances = new EnumMap<>(Metric.class);

    private Comparison() {}

    static Comparison of(Pairwise pairs, Set<Metric> metrics) {
        Comparison comparison = new Comparison();
        for (Metric metric : metrics) {
            switch (metric) {
                case COSINE, DOT -> comparison.similarities.put(metric, pairs.similarities(metric));
                case EUCLIDEAN -> comparison.put(metric, pairs.euclideanDistances());
                case MANHATTAN -> comparison.put(metric, pairs.manhattanDistances());
            }
        }
        return comparison;
    }

    private void put(Metric metric, Matrix matrix) {
        distances.put(metric, matrix);
        similarities.put(metric, Pairwise.ofDistances(matrix));
    }

    /// What the response says of each metric.
    ///
    /// @param whole with the matrices
    Map<String, CompareResponse.Values> values(boolean whole) {
        Map<String, CompareResponse.Values> values = new LinkedHashMap<>();
        similarities.forEach((metric, matrix) -> {
            UpperTriangle triangle = UpperTriangle.of(matrix);
            Matrix raw = distances.get(metric);
            values.put(
                    Check.name(metric),
                    new CompareResponse.Values(
                            whole ? matrix.asRows() : null,
                            whole && raw != null ? raw.asRows() : null,
                            triangle.isEmpty() ? null : triangle.min(),
                            triangle.isEmpty() ? null : triangle.max()));
        });
        return values;
    }

    CompareResponse.Correlation correlation() {
        List<UpperTriangle> triangles =
                similarities.values().stream().map(UpperTriangle::of).toList();
        List<List<@Nullable Double>> matrix = new ArrayList<>();
        for (UpperTriangle a : triangles) {
            List<@Nullable Double> row = new ArrayList<>();
            for (UpperTriangle b : triangles) {
                row.add(a.correlation(b));
            }
            matrix.add(row);
        }
        return new CompareResponse.Correlation(
                similarities.keySet().stream().map(Check::name).toList(), matrix);
    }
}
