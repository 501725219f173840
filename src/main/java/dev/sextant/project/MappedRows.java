package dev.sextant.project;

import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedder;
import dev.sextant.model.Patience;
import dev.sextant.projection.TextVectors;
import dev.sextant.vectors.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a map is made of.
///
/// @param vectors `[rows × dimensions]`
/// @param texts of the rows, or empty
/// @param ids of the rows' documents, or empty
/// @param model id of the model that made the vectors, as far as it is known
/// @param namer embeds words as the texts were
record MappedRows(
        Matrix vectors,
        List<String> texts,
        List<String> ids,
        @Nullable String model,
        TextVectors namer) {

    static MappedRows embed(Embedder embedder, List<String> texts, ProjectCall call, Patience patience) {
        EmbedOptions options = EmbeddedTexts.options(call.model()).withPatience(patience);
        EmbeddedTexts embedded = EmbeddedTexts.of(embedder, texts, options, done -> {});
        return new MappedRows(
                embedded.vectors(), texts, List.of(), embedded.model(), EmbeddedTexts.namer(embedder, options));
    }

    static MappedRows given(Embedder embedder, ProjectCall.Given given, ProjectCall call) {
        EmbedOptions options = EmbeddedTexts.options(call.model());
        TextVectors namer = !given.texts().isEmpty()
                        && call.asksForNames()
                        && embedder.space(call.model()).dimensions()
                                == given.vectors().columns()
                ? EmbeddedTexts.namer(embedder, options)
                : TextVectors.NONE;
        return new MappedRows(given.vectors(), given.texts(), List.of(), call.model(), namer);
    }
}
