package dev.sextant.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How texts are to be embedded.
///
/// @param model id of the model, `null` for the default one
/// @param role selects the model's own prompt of that name, if it has one
/// @param normalize whether to give unit vectors, rather than those before any last normalisation
/// @param rejectLongTexts whether a text beyond the window is a fault, rather than cut
/// @param maxTokens most tokens of all texts together, after truncation
/// @param keep whether to keep what is computed in the cache
/// @param patience of whoever waits for the vectors
public record EmbedOptions(
        @Nullable String model,
        Optional<Role> role,
        boolean normalize,
        boolean rejectLongTexts,
        long maxTokens,
        boolean keep,
        Patience patience) {

    /// Unit vectors of the default model, long texts cut, kept in the cache, for whoever waits as long as it takes.
    public static EmbedOptions defaults(long maxTokens) {
        return new EmbedOptions(null, Optional.empty(), true, false, maxTokens, true, Patience.ENDLESS);
    }

    public EmbedOptions withModel(@Nullable String model) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withRole(Optional<Role> role) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withNormalize(boolean normalize) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withRejectLongTexts(boolean rejectLongTexts) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withMaxTokens(long maxTokens) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withKeep(boolean keep) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withPatience(Patience patience) {
        return new EmbedOptions(model, role, normalize, rejectLongTexts, maxTokens, keep, patience);
    }
}
