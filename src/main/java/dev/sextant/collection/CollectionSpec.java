package dev.sextant.collection;

import dev.sextant.vectors.Metric;
import java.util.Optional;

/// What a collection is, fixed when it is created; only the description may change.
///
/// @param name `[a-z0-9][a-z0-9_-]{0,62}`
/// @param model id of the model that embeds its documents
/// @param metric what search ranks by unless told otherwise; vectors have unit length where it is the cosine, and are
///     as the model pooled them otherwise
/// @param storage what search looks at first
/// @param chunking how documents are split; empty, where each is one passage
/// @param description for people; may be empty
public record CollectionSpec(
        String name, String model, Metric metric, Storage storage, Optional<Chunking> chunking, String description) {

    /// Whether this collection keeps unit vectors.
    public boolean isNormalized() {
        return metric == Metric.COSINE;
    }
}
