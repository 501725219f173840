package dev.sextant.projection;

import java.util.function.DoubleUnaryOperator;

/// How hard points pull and push each other, by their squared distance. Tables over the leading bits of a float32,
/// straight lines between their entries: a power would take most of a layout's time otherwise.
///
/// Within 2^-40..2^24 what comes out is within 0.2 % of the formulas. Nearer and farther points are treated as
/// those at the ends. Memory: 2 × 8 KiB, small enough for the first level of a cache.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 3.2 and algorithm 5</a>
final class Forces {
    /// What keeps the push of points that nearly coincide finite.
    private static final double SOFTENING = 0.001;

    private static final int STEPS_BITS = 5;
    private static final int LINE_BITS = Float.PRECISION - 1 - STEPS_BITS;
    private static final int LEAST = Float.floatToRawIntBits(0x1p-40f);
    private static final int MOST = Float.floatToRawIntBits(0x1p24f) - 1;
    private static final int ENTRIES = ((MOST - LEAST) >> LINE_BITS) + 2;
    private static final float LINE = 1f / (1 << LINE_BITS);

    private final float[] pulls;
    private final float[] pushes;

    Forces(Curve curve) {
        double a = curve.a();
        double b = curve.b();
        pulls = table(squared -> 2 * a * b * Math.pow(squared, b - 1) / (1 + a * Math.pow(squared, b)));
        pushes = table(squared -> 2 * b / ((SOFTENING + squared) * (1 + a * Math.pow(squared, b))));
    }

    private static float[] table(DoubleUnaryOperator formula) {
        float[] table = new float[ENTRIES];
        for (int entry = 0; entry < ENTRIES; entry++) {
            table[entry] = (float) formula.applyAsDouble(Float.intBitsToFloat(LEAST + (entry << LINE_BITS)));
        }
        return table;
    }

    /// Of the way to a neighbor, the part that a point goes: `2 a b d^(2b-2) / (1 + a d^(2b))`.
    float pull(float squaredDistance) {
        return read(pulls, squaredDistance);
    }

    /// Of the way from another point, the part that a point goes: `2 b / ((0.001 + d²) (1 + a d^(2b)))`.
    float push(float squaredDistance) {
        return read(pushes, squaredDistance);
    }

    private static float read(float[] table, float squaredDistance) {
        int bits = Math.min(Math.max(Float.floatToRawIntBits(squaredDistance), LEAST), MOST) - LEAST;
        int entry = bits >> LINE_BITS;
        float line = (bits & ((1 << LINE_BITS) - 1)) * LINE;
        return table[entry] + (table[entry + 1] - table[entry]) * line;
    }
}
