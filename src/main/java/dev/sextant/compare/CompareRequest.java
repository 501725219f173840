package dev.sextant.compare;

import dev.sextant.wire.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a caller may ask of compare, as it came; [CompareCall] checks it.
///
/// @param texts the texts, none blank
/// @param vectors the vectors, instead of texts
/// @param metrics `cosine`, `dot`, `euclidean`, `manhattan`; all where it is not given
/// @param pairs positions of two rows each, to be shown under every metric
/// @param matrix whether to give the values of all pairs
/// @param model id of the model that embeds the texts
public record CompareRequest(
        @Nullable List<@Nullable String> texts,
        @Nullable Vectors vectors,
        @Nullable List<@Nullable String> metrics,
        @Nullable List<@Nullable List<@Nullable Integer>> pairs,
        @Nullable Boolean matrix,
        @Nullable String model) {}
