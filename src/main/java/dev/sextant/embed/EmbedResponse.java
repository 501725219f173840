package dev.sextant.embed;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sextant.vectors.Inspection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Embedded texts, in the order of the request.
///
/// @param model id of the model
/// @param dimensions length of each vector
/// @param embeddings one a text: a `float[]`, or a base64 string of its bytes
/// @param tokens tokens fed to the model for each text, special ones included
/// @param truncated positions of texts that were cut to the model's window
/// @param cached how many distinct texts came from the cache; absent in replies to events
/// @param timings where the time went; absent in replies to events
/// @param inspection what to look at first, if it was asked for
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmbedResponse(
        String model,
        int dimensions,
        List<?> embeddings,
        List<Integer> tokens,
        List<Integer> truncated,
        @Nullable Integer cached,
        @Nullable Timings timings,
        @Nullable Inspection inspection) {

    /// Milliseconds spent on the texts that were not cached.
    public record Timings(double tokenizeMs, double queueMs, double inferMs) {}

    /// The same without what differs from one call to the next: the same event gives the same reply.
    EmbedResponse reproducible() {
        return new EmbedResponse(model, dimensions, embeddings, tokens, truncated, null, null, inspection);
    }
}
