package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int8RangesTest {

    @Test
    void cutsTheRangeInto255Steps() {
        Int8Ranges ranges = new Int8Ranges(new float[] {0, 0, 0, 0}, new float[] {255, 255, 255, 255});

        assertThat(ranges.dimensions()).isEqualTo(4);
        assertThat(ranges.quantize(new float[] {0, 0.99f, 1, 255})).containsExactly(-128, -128, -127, 127);
        assertThat(ranges.quantize(new float[] {127.5f, 128, 254.5f, 3})).containsExactly(-1, 0, 126, -125);
    }

    @Test
    void clipsWhatLiesOutsideTheRange() {
        Int8Ranges ranges = new Int8Ranges(new float[] {-1, -1, -1, -1}, new float[] {1, 1, 1, 1});
        float[] vector = {-1.5f, 2, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};

        assertThat(ranges.quantize(vector)).containsExactly(-128, 127, -128, 127);
    }

    @Test
    void codesAConstantDimensionAsItsMinimum() {
        Int8Ranges ranges = new Int8Ranges(new float[] {0.25f, 0, -3}, new float[] {0.25f, 1e-10f, -3});

        byte[] codes = ranges.quantize(new float[] {0.25f, 1e-10f, 7});

        assertThat(codes).containsExactly(-128, -128, -128);
        assertThat(ranges.dequantize(codes)).containsExactly(new float[] {0.25f, 0, -3}, within(1e-9f));
    }

    @Test
    void givesNoNaNBackForAVectorOfNaN() {
        Int8Ranges ranges = new Int8Ranges(new float[] {-1, 5}, new float[] {1, 5});

        float[] back = ranges.dequantize(ranges.quantize(new float[] {Float.NaN, Float.NaN}));

        assertThat(back).containsExactly(-1, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 384, 769})
    void agreesWithExactArithmeticToOneStepAtAnEdge(int dimensions) {
        Random random = new Random(dimensions);
        float[] minimum = new float[dimensions];
        float[] maximum = new float[dimensions];
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            minimum[i] = -random.nextFloat(0.01f, 0.3f);
            maximum[i] = random.nextFloat(0.01f, 0.3f);
            vector[i] = random.nextFloat(-0.35f, 0.35f);
        }

        byte[] codes = new Int8Ranges(minimum, maximum).quantize(vector);

        for (int i = 0; i < dimensions; i++) {
            BigDecimal place = place(minimum[i], maximum[i], vector[i]);
            int exact = place.setScale(0, RoundingMode.FLOOR).intValueExact();
            int clipped = Math.min(Math.max(exact, 0), 255) - 128;
            if (onAnEdge(place)) {
                assertThat((int) codes[i]).as("dimension %d", i).isBetween(clipped - 1, clipped + 1);
            } else {
                assertThat((int) codes[i]).as("dimension %d", i).isEqualTo(clipped);
            }
        }
    }

    /// Where a value lies between minimum (0) and maximum (255).
    private static BigDecimal place(float minimum, float maximum, float value) {
        BigDecimal from = new BigDecimal(minimum);
        return new BigDecimal(value)
                .subtract(from)
                .multiply(BigDecimal.valueOf(255))
                .divide(new BigDecimal(maximum).subtract(from), MathContext.DECIMAL128);
    }

    private static boolean onAnEdge(BigDecimal place) {
        BigDecimal nearest = place.setScale(0, RoundingMode.HALF_EVEN);
        return place.subtract(nearest).abs().compareTo(new BigDecimal("0.001")) < 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 384, 769})
    void givesAVectorBackToWithinAStep(int dimensions) {
        Random random = new Random(dimensions);
        float[] minimum = new float[dimensions];
        float[] maximum = new float[dimensions];
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            minimum[i] = -random.nextFloat(0.05f, 0.2f);
            maximum[i] = random.nextFloat(0.05f, 0.2f);
            vector[i] = random.nextFloat(minimum[i], maximum[i]);
        }
        Int8Ranges ranges = new Int8Ranges(minimum, maximum);

        float[] back = ranges.dequantize(ranges.quantize(vector));

        for (int i = 0; i < dimensions; i++) {
            float step = (maximum[i] - minimum[i]) / 255;
            assertThat(vector[i] - back[i]).as("dimension %d", i).isBetween(-1e-6f, step + 1e-6f);
        }
    }

    @Test
    void doesNotFollowChangesOfTheArraysItWasMadeOf() {
        float[] minimum = {0};
        float[] maximum = {255};
        Int8Ranges ranges = new Int8Ranges(minimum, maximum);

        minimum[0] = 100;
        maximum[0] = 100;

        assertThat(ranges.quantize(new float[] {10})).containsExactly(-118);
    }

    @Test
    void rejectsRangesThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Int8Ranges(new float[2], new float[3]))
                .withMessage("dimensions differ: 2 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Int8Ranges(new float[] {0, 2}, new float[] {1, 1}))
                .withMessage("dimension 1: maximum 1.0 is below minimum 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Int8Ranges(new float[] {Float.NaN}, new float[] {1}));
    }

    @Test
    void rejectsAVectorOfAnotherLength() {
        Int8Ranges ranges = new Int8Ranges(new float[3], new float[3]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ranges.quantize(new float[2]))
                .withMessage("dimensions differ: 3 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ranges.dequantize(new byte[4]))
                .withMessage("dimensions differ: 3 and 4");
    }
}
