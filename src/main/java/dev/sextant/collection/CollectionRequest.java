package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import dev.sextant.vectors.Metric;
import dev.sextant.wire.Check;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a collection is to be; see [CollectionSpec]. A field that is not given is what the collection of that name has;
/// where there is no such collection yet, it is what stands below.
///
/// @param model the default model
/// @param metric cosine
/// @param storage float
/// @param chunk documents are not split
public record CollectionRequest(
        @Nullable String model,
        @Nullable String metric,
        @Nullable String storage,
        @Nullable String description,
        @Nullable Chunk chunk) {
    /// Nothing asked for.
    public static final CollectionRequest DEFAULTS = new CollectionRequest(null, null, null, null, null);

    private static final int MOST_DESCRIPTION_CHARACTERS = 10_000;
    private static final int FEWEST_TOKENS = 16;

    /// @param overlap 0 where there is none
    public record Chunk(@Nullable Integer tokens, @Nullable Integer overlap) {}

    /// Makes the collection, or finds the one that is the same already.
    ///
    /// @throws Fault.InvalidRequest if the name or a field's value is not one that it can have
    /// @throws Fault.UnknownModel if the model is not configured
    /// @throws Fault.Conflict if one of that name differs
    public CollectionStore.Created createIn(CollectionStore store, String name, Embedder embedder) {
        CollectionSpec.checkedName(name);
        Optional<CollectionSpec> there = store.find(name).map(StoredCollection::spec);
        ModelSpace space =
                embedder.space(model == null ? there.map(CollectionSpec::model).orElse(null) : model);
        CollectionSpec spec = spec(name, space.model(), there);
        // Tried now, so that it does not fail at the first document.
        spec.chunking()
                .ifPresent(split -> embedder.split(spec.model(), List.of("ready"), split.tokens(), split.overlap()));
        return store.create(spec, space.fingerprint(), space.dimensions());
    }

    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    private CollectionSpec spec(String name, String modelId, Optional<CollectionSpec> there) {
        return new CollectionSpec(
                name,
                modelId,
                Check.oneOf("metric", metric, there.map(CollectionSpec::metric).orElse(Metric.COSINE)),
                Check.oneOf(
                        "storage", storage, there.map(CollectionSpec::storage).orElse(Storage.FLOAT)),
                chunk == null ? there.flatMap(CollectionSpec::chunking) : Optional.of(chunking(chunk)),
                checkedDescription());
    }

    private static Chunking chunking(Chunk chunk) {
        if (chunk.tokens() == null) {
            throw new Fault.InvalidRequest(
                    "chunk.tokens is missing; it is the most tokens of a passage, such as 128", "chunk");
        }
        int tokens = chunk.tokens();
        if (tokens < FEWEST_TOKENS) {
            throw new Fault.InvalidRequest(
                    "chunk.tokens is %d; it is %d or more".formatted(tokens, FEWEST_TOKENS), "chunk");
        }
        int overlap = chunk.overlap() == null ? 0 : chunk.overlap();
        if (overlap < 0 || 2 * overlap >= tokens) {
            throw new Fault.InvalidRequest(
                    "chunk.overlap is %d; it is 0 or more and less than half of chunk.tokens, %d"
                            .formatted(overlap, tokens),
                    "chunk");
        }
        return new Chunking(tokens, overlap);
    }

    private String checkedDescription() {
        String text = description == null ? "" : description;
        if (text.length() > MOST_DESCRIPTION_CHARACTERS) {
            throw new Fault.TooLarge(
                    "description has %d characters; at most %d are kept"
                            .formatted(text.length(), MOST_DESCRIPTION_CHARACTERS),
                    "description",
                    MOST_DESCRIPTION_CHARACTERS,
                    text.length());
        }
        return text;
    }
}
