package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedder;
import dev.sextant.model.Role;
import dev.sextant.projection.TextVectors;
import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Optional;

/// Words and phrases among a collection's vectors, to name its themes by. They have no place there where the model is
/// gone, cannot be loaded, or is another one by now: a map is made without it, and themes are named by counts.
///
/// @param collection what the words are said of
public record ThemeWords(Embedder embedder, StoredCollection collection) implements TextVectors {

    @Override
    public Matrix embed(List<String> texts) {
        CollectionSpec spec = collection.spec();
        try {
            if (embedder.space(spec.model()).fingerprint().equals(collection.fingerprint())) {
                return embedder.embed(texts, options(spec)).vectors();
            }
        } catch (Fault.UnknownModel | Fault.Unavailable e) {
            // As good as another one.
        }
        return NONE.embed(texts);
    }

    private static EmbedOptions options(CollectionSpec spec) {
        return EmbedOptions.defaults(Long.MAX_VALUE)
                .withModel(spec.model())
                .withRole(Optional.of(Role.DOCUMENT))
                .withNormalize(spec.isNormalized());
    }
}
