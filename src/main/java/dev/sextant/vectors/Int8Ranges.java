package dev.sextant.vectors;

/// The range of values that each dimension of a model's unit vectors takes, measured once over many texts, by which
/// vectors are stored in a quarter of the space: 256 steps from minimum to maximum.
///
/// The ranges belong to the model, not to a request: over the few vectors of one request they would be arbitrary, and
/// a single vector would become a constant.
///
/// @see <a href="https://www.sbert.net/examples/sentence_transformer/applications/embedding-quantization/README.html">
///     Embedding quantization, the layout that sentence-transformers uses</a>
public final class Int8Ranges {
    private static final int STEPS = 255;

    /// Below this a dimension is constant but for rounding, and every value is the minimum.
    private static final float SMALLEST_STEP = 1e-9f;

    private final float[] minimum;
    private final float[] step;

    /// @param minimum smallest value of each dimension, `[d]`
    /// @param maximum largest value of each dimension, `[d]`, not below the minimum
    /// @throws IllegalArgumentException if the lengths differ or a maximum is below its minimum
    public Int8Ranges(float[] minimum, float[] maximum) {
        if (minimum.length != maximum.length) {
            throw new IllegalArgumentException(
                    "dimensions differ: %d and %d".formatted(minimum.length, maximum.length));
        }
        this.minimum = minimum.clone();
        this.step = new float[minimum.length];
        for (int i = 0; i < step.length; i++) {
            step[i] = (maximum[i] - minimum[i]) / STEPS;
            if (!(step[i] >= 0)) {
                throw new IllegalArgumentException(
                        "dimension %d: maximum %s is below minimum %s".formatted(i, maximum[i], minimum[i]));
            }
        }
    }

    public int dimensions() {
        return step.length;
    }

    /// Codes a vector.
    ///
    /// @param vector `[d]`, unit length
    /// @return `[d]` signed bytes: −128 at the minimum, 127 at the maximum; values outside the range are clipped
    public byte[] quantize(float[] vector) {
        check(vector.length);
        byte[] codes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            int code = step[i] < SMALLEST_STEP ? 0 : (int) Math.floor((vector[i] - minimum[i]) / step[i]);
            codes[i] = (byte) (Math.clamp(code, 0, STEPS) - 128);
        }
        return codes;
    }

    /// Gives a coded vector back, to within a step.
    ///
    /// @param codes `[d]`, from [#quantize]
    /// @return `[d]`, the lower edge of each step
    public float[] dequantize(byte[] codes) {
        check(codes.length);
        float[] vector = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            vector[i] = minimum[i] + (codes[i] + 128) * step[i];
        }
        return vector;
    }

    private void check(int dimensions) {
        if (dimensions != step.length) {
            throw new IllegalArgumentException("dimensions differ: %d and %d".formatted(step.length, dimensions));
        }
    }
}
