package dev.sextant.compare;

import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import dev.sextant.vectors.Pairwise;
import dev.sextant.wire.Check;
import dev.sextant.wire.Limits;
import dev.sextant.wire.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A checked request to compare.
///
/// @param rows what is compared
/// @param metrics how, at least one
/// @param pairs the pairs to show
/// @param matrix whether to give the values of all pairs
record CompareCall(Rows rows, Set<Metric> metrics, List<Pair> pairs, boolean matrix) {
    /// Up to so many rows the matrix is given where the request does not say.
    private static final int SMALL = 256;

    /// Where the rows come from.
    private sealed interface Rows {
        record Texts(List<String> texts, EmbedOptions options) implements Rows {}

        record Given(Matrix vectors) implements Rows {}

        default int count() {
            return switch (this) {
                case Texts texts -> texts.texts().size();
                case Given given -> given.vectors().rows();
            };
        }
    }

    private record Pair(int a, int b) {}

    /// @throws Fault if a field's value is not one that it can have
    static CompareCall of(CompareRequest request, Limits limits) {
        Rows rows = rows(request, limits);
        return new CompareCall(
                rows,
                Check.someOf("metrics", request.metrics(), Metric.class),
                pairs(request.pairs(), rows.count(), limits.pairs()),
                request.matrix() == null ? rows.count() <= SMALL : request.matrix());
    }

    CompareResponse run(Embedder embedder, Patience patience) {
        return switch (rows) {
            case Rows.Given given -> compare(null, given.vectors());
            case Rows.Texts texts -> {
                Embedded embedded =
                        embedder.embed(texts.texts(), texts.options().withPatience(patience));
                yield compare(embedded.model(), embedded.vectors());
            }
        };
    }

    private CompareResponse compare(@Nullable String model, Matrix vectors) {
        Comparison comparison = Comparison.of(Pairwise.of(vectors), metrics);
        return new CompareResponse(
                model,
                comparison.values(matrix),
                pairs.stream()
                        .map(pair -> CompareResponse.Pair.of(pair.a, pair.b, vectors.row(pair.a), vectors.row(pair.b)))
                        .toList(),
                comparison.correlation());
    }

    private static Rows rows(CompareRequest request, Limits limits) {
        Vectors vectors = request.vectors();
        if (vectors == null && request.texts() == null) {
            throw new Fault.InvalidRequest("texts is missing, and so is vectors; send one of them", "texts");
        }
        if (vectors == null) {
            // Lengths are kept: they are what dot and cosine can differ by.
            EmbedOptions options = EmbedOptions.defaults(limits.tokens())
                    .withModel(request.model())
                    .withNormalize(false);
            return new Rows.Texts(Check.texts("texts", request.texts(), limits), options);
        }
        if (request.texts() != null) {
            throw new Fault.InvalidRequest("vectors is given, and so is texts; send one of them", "vectors");
        }
        return new Rows.Given(
                comparable(Matrix.ofRows(vectors.checked("vectors", limits.texts(), "compare fewer at once"))));
    }

    private static Matrix comparable(Matrix vectors) {
        for (int row = 0; row < vectors.rows(); row++) {
            if (vectors.rowLength(row) > Pairwise.LONGEST) {
                throw new Fault.InvalidRequest(
                        "vectors[%d] has length %.3g; its products are beyond float32, scale all vectors so that none is longer than %.3g"
                                .formatted(row, vectors.rowLength(row), Pairwise.LONGEST),
                        "vectors",
                        row);
            }
        }
        return vectors;
    }

    private static List<Pair> pairs(@Nullable List<@Nullable List<@Nullable Integer>> given, int rows, int limit) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > limit) {
            throw new Fault.TooLarge(
                    "pairs has %d pairs; at most %d are taken, the matrix has them all".formatted(given.size(), limit),
                    "pairs",
                    limit,
                    given.size());
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            pairs.add(pair(i, given.get(i), rows));
        }
        return pairs;
    }

    private static Pair pair(int index, @Nullable List<@Nullable Integer> pair, int rows) {
        if (pair == null || pair.size() != 2 || !isRow(pair.get(0), rows) || !isRow(pair.get(1), rows)) {
            throw new Fault.InvalidRequest(
                    "pairs[%d] is %s; a pair is two positions from 0 to %d"
                            .formatted(index, Check.shortened(String.valueOf(pair)), rows - 1),
                    "pairs",
                    index);
        }
        return new Pair(pair.get(0), pair.get(1));
    }

    private static boolean isRow(@Nullable Integer position, int rows) {
        return position != null && position >= 0 && position < rows;
    }
}
