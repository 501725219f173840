package dev.sextant.project;

import dev.sextant.Fault;
import dev.sextant.model.EmbedOptions;
import dev.sextant.model.Embedded;
import dev.sextant.model.Embedder;
import dev.sextant.model.Role;
import dev.sextant.projection.TextVectors;
import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Any number of texts, embedded.
///
/// @param model id of the model
/// @param vectors `[texts × dimensions]`, in the order of the texts
public record EmbeddedTexts(String model, Matrix vectors) {
    private static final int WINDOW_TEXTS = 512;
    private static final int WINDOW_CHARACTERS = 1 << 20;

    /// Texts as documents, as a collection embeds them: one that has been embedded before is not embedded again.
    ///
    /// @param model id of the model, `null` for the default one
    public static EmbedOptions options(@Nullable String model) {
        return EmbedOptions.defaults(Long.MAX_VALUE).withModel(model).withRole(Optional.of(Role.DOCUMENT));
    }

    /// Embeds words and phrases with these options.
    public static TextVectors namer(Embedder embedder, EmbedOptions options) {
        return terms -> of(embedder, terms, options, done -> {}).vectors();
    }

    /// Embeds texts window by window, so that what the model needs beside them does not grow with their number.
    ///
    /// @param texts at least one, none blank
    /// @param done hears how many are embedded
    /// @throws Fault as [Embedder#embed] does
    public static EmbeddedTexts of(Embedder embedder, List<String> texts, EmbedOptions options, IntConsumer done) {
        Embedded first = embedder.embed(texts.subList(0, window(texts, 0)), options);
        Matrix vectors = Matrix.zeros(texts.size(), first.vectors().columns());
        int row = put(first.vectors(), vectors, 0);
        done.accept(row);
        while (row < texts.size()) {
            List<String> window = texts.subList(row, window(texts, row));
            row = put(embedder.embed(window, options).vectors(), vectors, row);
            done.accept(row);
        }
        return new EmbeddedTexts(first.model(), vectors);
    }

    /// @return end of the window that begins at `from`, which has at least one text
    private static int window(List<String> texts, int from) {
        int most = Math.min(texts.size(), from + WINDOW_TEXTS);
        int end = from + 1;
        for (long characters = texts.get(from).length(); end < most && characters < WINDOW_CHARACTERS; end++) {
            characters += texts.get(end).length();
        }
        return end;
    }

    private static int put(Matrix window, Matrix into, int row) {
        System.arraycopy(window.values(), 0, into.values(), row * into.columns(), window.values().length);
        return row + window.rows();
    }
}
