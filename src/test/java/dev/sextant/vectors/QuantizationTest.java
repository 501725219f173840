package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizationTest {

    @Test
    void putsTheLowestByteFirst() {
        assertThat(Quantization.littleEndian(new float[] {1, -2}))
                .containsExactly(0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0xc0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 384, 769})
    void keepsEveryBitOfEveryFloat(int dimensions) {
        float[] vector = random(dimensions);
        if (dimensions > 6) {
            vector[0] = -0f;
            vector[1] = Float.MIN_VALUE;
            vector[2] = Float.NEGATIVE_INFINITY;
            vector[3] = Float.NaN;
        }

        byte[] bytes = Quantization.littleEndian(vector);

        assertThat(bytes).hasSize(4 * dimensions);
        for (int i = 0; i < dimensions; i++) {
            int bits = 0;
            for (int place = 3; place >= 0; place--) {
                bits = bits * 256 + Byte.toUnsignedInt(bytes[4 * i + place]);
            }
            assertThat(bits).as("dimension %d", i).isEqualTo(Float.floatToRawIntBits(vector[i]));
        }
    }

    @Test
    void putsTheFirstDimensionIntoTheMostSignificantBit() {
        assertThat(Quantization.signBits(new float[] {1, -1, -1, -1, -1, -1, -1, 1, 1}))
                .containsExactly(0b1000_0001, 0b1000_0000);
    }

    @Test
    void countsNeitherZeroNorNaNAsAboveZero() {
        float[] vector = {0, -0f, Float.NaN, Float.MIN_VALUE, -Float.MIN_VALUE};

        assertThat(Quantization.signBits(vector)).containsExactly(0b0001_0000);
        assertThat(Quantization.signs(vector)).containsExactly(-1, -1, -1, 1, -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 384, 769})
    void agreesWithSignsReadAsAStringOfBits(int dimensions) {
        float[] vector = random(dimensions);
        StringBuilder expected = new StringBuilder();
        for (float value : vector) {
            expected.append(value > 0 ? '1' : '0');
        }
        while (expected.length() % 8 != 0) {
            expected.append('0');
        }

        StringBuilder actual = new StringBuilder();
        for (byte bits : Quantization.signBits(vector)) {
            String digits = Integer.toBinaryString(Byte.toUnsignedInt(bits));
            actual.append("0".repeat(8 - digits.length())).append(digits);
        }

        assertThat(actual.toString()).isEqualTo(expected.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 384, 769})
    void givesTheSignsThatTheBitsKeep(int dimensions) {
        float[] vector = random(dimensions);

        float[] signs = Quantization.signs(vector);

        assertThat(signs).hasSize(dimensions);
        assertThat(Quantization.signBits(signs)).isEqualTo(Quantization.signBits(vector));
        for (float sign : signs) {
            assertThat(Math.abs(sign)).isEqualTo(1);
        }
    }

    private static float[] random(int dimensions) {
        Random random = new Random(dimensions);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
