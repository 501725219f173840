package dev.sextant.model;

/// One text as the model reads it, special tokens included, cut to the window.
final class Tokens {
    private final long[] ids;
    private final long[] typeIds;
    private final boolean truncated;

    /// @param ids vocabulary indices, at least one
    /// @param typeIds segment of each token, as many
    /// @param truncated whether the text was longer than the window
    Tokens(long[] ids, long[] typeIds, boolean truncated) {
        this.ids = ids;
        this.typeIds = typeIds;
        this.truncated = truncated;
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

    boolean truncated() {
        return truncated;
    }
}
