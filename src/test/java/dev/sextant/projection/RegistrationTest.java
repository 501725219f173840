package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
    @ParameterizedTest
    @CsvSource({"2, false", "2, true", "3, false", "3, true"})
    void undoesTurnMirrorScaleAndShift(int components, boolean isMirrored) {
        Matrix old = gaussian(40, components);
        Matrix moved = Matrix.zeros(40, components);
        for (int row = 0; row < 40; row++) {
            float[] point = old.row(row);
            float x = isMirrored ? -point[0] : point[0];
            float y = point[1];
            point[0] = 2.5f * (0.6f * x - 0.8f * y) + 7;
            point[1] = 2.5f * (0.8f * x + 0.6f * y) - 3;
            if (components == 3) {
                point[2] = 2.5f * point[2] + 1;
            }
            moved.setRow(row, point);
        }
        Matrix aligned = Registration.align(first(moved, 10), first(old, 10), moved);
        for (int i = 0; i < aligned.values().length; i++) {
            assertThat(aligned.values()[i]).isCloseTo(old.values()[i], within(1e-4f));
        }
    }

    @Test
    void leavesAMapThatSharesNothing() {
        Matrix all = gaussian(5, 2);
        Matrix none = Matrix.zeros(0, 2);
        assertThat(Registration.align(none, none, all).values()).containsExactly(all.values());
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 3", "4, 2", "4, 3"})
    void onlyShiftsWhereSharedRowsCoincide(int shared, int components) {
        Matrix all = gaussian(6, components);
        Matrix moved = Matrix.zeros(shared, components);
        Matrix fixed = Matrix.zeros(shared, components);
        Arrays.fill(fixed.values(), 2);
        Matrix aligned = Registration.align(moved, fixed, all);
        for (int i = 0; i < aligned.values().length; i++) {
            assertThat(aligned.values()[i]).isCloseTo(all.values()[i] + 2, within(1e-6f));
        }
    }

    @Test
    void takesPointsOnALine() {
        Matrix moved = Matrix.of(3, 2, new float[] {0, 0, 1, 0, 2, 0});
        Matrix fixed = Matrix.of(3, 2, new float[] {0, 0, 0, 2, 0, 4});
        Matrix aligned = Registration.align(moved, fixed, moved);
        for (int i = 0; i < 6; i++) {
            assertThat(aligned.values()[i]).isCloseTo(fixed.values()[i], within(1e-5f));
        }
    }

    @Test
    void rejectsMapsOfOtherShapes() {
        assertThatThrownBy(() -> Registration.align(gaussian(2, 2), gaussian(2, 3), gaussian(4, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 × 2 points do not fit 2 × 3 and maps of 2 components");
    }

    private static Matrix first(Matrix matrix, int rows) {
        return Matrix.of(rows, matrix.columns(), Arrays.copyOf(matrix.values(), rows * matrix.columns()));
    }

    private static Matrix gaussian(int rows, int columns) {
        Random random = new Random(3);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
