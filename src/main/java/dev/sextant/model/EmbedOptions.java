package dev.sextant.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How texts are to be embedded.
///
/// @param model id of the model, `null` for the default one
/// @param role selects the model's own prompt of that name, if it has one
/// @param promptName one of the model's prompts by its name, instead of the role's; `null` for none
/// @param normalize whether to give unit vectors, rather than those before any last normalisation
/// @param longTexts what becomes of texts beyond the window
/// @param maxTokens most tokens of all texts together, after truncation
/// @param keep whether to keep what is computed in the cache
/// @param patience of whoever waits for the vectors
public record EmbedOptions(
        @Nullable String model,
        Optional<Role> role,
        @Nullable String promptName,
        boolean normalize,
        LongTexts longTexts,
        long maxTokens,
        boolean keep,
        Patience patience) {

    /// What becomes of a text beyond the model's window.
    public enum LongTexts {
        /// Its end is cut off.
        CUT_END,
        /// Its start is cut off, prompt included.
        CUT_START,
        /// It is a fault.
        REJECT
    }

    /// Unit vectors of the default model, long texts cut, kept in the cache, for whoever waits as long as it takes.
    public static EmbedOptions defaults(long maxTokens) {
        return new EmbedOptions(
                null, Optional.empty(), null, true, LongTexts.CUT_END, maxTokens, true, Patience.ENDLESS);
    }

    public EmbedOptions withModel(@Nullable String model) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withRole(Optional<Role> role) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withPromptName(@Nullable String promptName) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withNormalize(boolean normalize) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withLongTexts(LongTexts longTexts) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withMaxTokens(long maxTokens) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withKeep(boolean keep) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }

    public EmbedOptions withPatience(Patience patience) {
        return new EmbedOptions(model, role, promptName, normalize, longTexts, maxTokens, keep, patience);
    }
}
