package dev.sextant.cache;

/// An embedding as it was computed: the vector and what the tokenizer said of its text.
public final class CachedEmbedding {
    /// Entry, future, key and array headers, as measured with a 64-bit JVM; rounded up.
    private static final int OVERHEAD_BYTES = 224;

    private final float[] vector;
    private final int tokens;
    private final boolean truncated;

    /// @param vector `[dimensions]`; not copied, never to be written again
    /// @param tokens number of tokens fed to the model, special ones included
    /// @param truncated whether the text was longer than the model's window
    public CachedEmbedding(float[] vector, int tokens, boolean truncated) {
        this.vector = vector;
        this.tokens = tokens;
        this.truncated = truncated;
    }

    /// The vector; not a copy, read only.
    public float[] vector() {
        return vector;
    }

    public int tokens() {
        return tokens;
    }

    public boolean truncated() {
        return truncated;
    }

    int bytes() {
        return OVERHEAD_BYTES + vector.length * Float.BYTES;
    }
}
