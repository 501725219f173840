package dev.sextant.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Byte forms of a vector that travel better than decimal numbers.
public final class Quantization {
    private Quantization() {}

    /// The values as they lie in memory on most machines.
    ///
    /// @param vector `[d]`
    /// @return `[4 d]` bytes, float32 little-endian
    public static byte[] littleEndian(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    /// One bit a dimension: 1 where the value is above zero. Hamming distance between two such codes approximates the
    /// angle between the vectors.
    ///
    /// @param vector `[d]`
    /// @return `[⌈d / 8⌉]` bytes, the most significant bit first, the last byte padded with zeros
    public static byte[] signBits(float[] vector) {
        byte[] bits = new byte[(vector.length + 7) / 8];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                bits[i / 8] |= (byte) (0x80 >>> (i % 8));
            }
        }
        return bits;
    }

    /// What [#signBits] keeps of a vector: +1 where the value is above zero, −1 elsewhere.
    ///
    /// @return `[d]`
    public static float[] signs(float[] vector) {
        float[] signs = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            signs[i] = vector[i] > 0 ? 1 : -1;
        }
        return signs;
    }
}
