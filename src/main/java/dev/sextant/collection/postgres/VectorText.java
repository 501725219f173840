package dev.sextant.collection.postgres;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Vectors on their way to pgvector and back; they arrive bit for bit.
final class VectorText {
    /// Two numbers of two bytes come first: the dimensions, and nothing.
    private static final int HEADER = 4;

    private VectorText() {}

    static String of(float[] vector) {
        return Arrays.toString(vector);
    }

    /// @param sent as pgvector's `vector_send` gives it: big-endian float32 behind a header
    /// @param vector gets the values
    static void read(byte[] sent, float[] vector) {
        ByteBuffer.wrap(sent, HEADER, sent.length - HEADER).asFloatBuffer().get(vector);
    }
}
