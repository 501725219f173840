package dev.sextant.model;

/// One text as the model reads it, special tokens included, cut to the window.
final class Tokens {
    private final long[] ids;
    private final long[] typeIds;
    private final boolean truncated;
    private final int promptTokens;

    /// @param ids vocabulary indices, at least one
    /// @param typeIds segment of each token, as many
    /// @param truncated whether the text was longer than the window
    Tokens(long[] ids, long[] typeIds, boolean truncated) {
        this(ids, typeIds, truncated, 0);
    }

    private Tokens(long[] ids, long[] typeIds, boolean truncated, int promptTokens) {
        this.ids = ids;
        this.typeIds = typeIds;
        this.truncated = truncated;
        this.promptTokens = promptTokens;
    }

    /// The same, of which so many at the start are a prompt that is not pooled.
    Tokens withPrompt(int promptTokens) {
        return new Tokens(ids, typeIds, truncated, promptTokens);
    }

    int count() {
        return ids.length;
    }

    long id(int position) {
        return ids[position];
    }

    long typeId(int position) {
        return typeIds[position];
    }

    /// How many at the start are not pooled.
    int promptTokens() {
        return promptTokens;
    }

    boolean truncated() {
        return truncated;
    }
}
