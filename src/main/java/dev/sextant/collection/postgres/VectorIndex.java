package dev.sextant.collection.postgres;

import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.Storage;
import dev.sextant.vectors.Metric;
import java.util.Optional;

/// An HNSW index of pgvector over the vectors of a generation, or over a copy with fewer bits, as far as pgvector can
/// index so many dimensions: 2,000 of float32, 4,000 of float16, and any number of bits.
///
/// @param indexed what is indexed, in SQL
/// @param asked what a query becomes, in SQL; the question mark is the query
/// @param operator orders what is indexed by its distance to what is asked
/// @param operators the index's class of operators
record VectorIndex(String indexed, String asked, String operator, String operators) {
    private static final int MOST_FLOATS = 2_000;
    private static final int MOST_HALVES = 4_000;

    /// @return none by Manhattan distance, which is always searched exactly, and where there are too many dimensions
    static Optional<VectorIndex> of(CollectionSpec spec, int dimensions) {
        if (spec.metric() == Metric.MANHATTAN) {
            return Optional.empty();
        }
        if (spec.storage() == Storage.BINARY) {
            return Optional.of(bits(dimensions));
        }
        if (spec.storage() == Storage.FLOAT && dimensions <= MOST_FLOATS) {
            return Optional.of(floats(spec.metric()));
        }
        return dimensions <= MOST_HALVES ? Optional.of(halves(spec.metric(), dimensions)) : Optional.empty();
    }

    private static VectorIndex floats(Metric metric) {
        return new VectorIndex("vector", "?::vector", operator(metric), "vector_" + operators(metric));
    }

    private static VectorIndex halves(Metric metric, int dimensions) {
        String type = "::halfvec(%d)".formatted(dimensions);
        return new VectorIndex(
                "(vector%s)".formatted(type), "?" + type, operator(metric), "halfvec_" + operators(metric));
    }

    private static VectorIndex bits(int dimensions) {
        String bits = "(binary_quantize(%s)::bit(%d))";
        return new VectorIndex(
                bits.formatted("vector", dimensions),
                bits.formatted("?::vector", dimensions),
                "<~>",
                "bit_hamming_ops");
    }

    /// Gives distances, which for the inner product are its negative.
    static String operator(Metric metric) {
        return switch (metric) {
            case COSINE -> "<=>";
            case DOT -> "<#>";
            case EUCLIDEAN -> "<->";
            case MANHATTAN -> "<+>";
        };
    }

    private static String operators(Metric metric) {
        return switch (metric) {
            case COSINE -> "cosine_ops";
            case DOT -> "ip_ops";
            case EUCLIDEAN -> "l2_ops";
            case MANHATTAN -> "l1_ops";
        };
    }

    /// Whether it finds what is nearest by that metric too: unit vectors rank alike by three of them.
    static boolean serves(CollectionSpec spec, Metric metric) {
        return metric != Metric.MANHATTAN && (metric == spec.metric() || spec.isNormalized());
    }

    String create(String table) {
        return "CREATE INDEX ON %s USING hnsw (%s %s)".formatted(table, indexed, operators);
    }

    /// Nearest first.
    String order() {
        return "%s %s %s".formatted(indexed, operator, asked);
    }
}
