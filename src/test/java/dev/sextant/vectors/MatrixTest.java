package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixTest {

    @Test
    void laysRowsOutOneAfterTheOther() {
        Matrix matrix = Matrix.of(2, 3, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.row(0)).containsExactly(1, 2, 3);
        assertThat(matrix.row(1)).containsExactly(4, 5, 6);
    }

    @Test
    void startsWithZeros() {
        Matrix matrix = Matrix.zeros(3, 7);

        assertThat(matrix.values()).hasSize(21).containsOnly(0);
    }

    @Test
    void keepsTheGivenValuesButCopiesARow() {
        float[] values = {1, 2, 3, 4};
        Matrix matrix = Matrix.of(2, 2, values);

        matrix.row(0)[0] = 99;
        assertThat(matrix.values()).isSameAs(values).containsExactly(1, 2, 3, 4);
    }

    @Test
    void overwritesOneRowOnly() {
        Matrix matrix = Matrix.zeros(3, 2);

        matrix.setRow(1, new float[] {5, 6});

        assertThat(matrix.values()).containsExactly(0, 0, 5, 6, 0, 0);
    }

    @Test
    void rejectsValuesThatAreNotRowsTimesColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.of(2, 3, new float[5]))
                .withMessage("2 × 3 needs 6 values, got 5");
        assertThatIllegalArgumentException()
                .as("a product beyond int")
                .isThrownBy(() -> Matrix.of(1 << 16, 1 << 16, new float[0]));
        assertThatThrownBy(() -> Matrix.zeros(1 << 16, 1 << 16)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void rejectsARowOfAnotherLength() {
        Matrix matrix = Matrix.zeros(2, 3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.setRow(0, new float[2]))
                .withMessage("dimensions differ: 3 and 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
    void rejectsARowThatIsNotThere(int row) {
        Matrix matrix = Matrix.zeros(2, 3);

        assertThatThrownBy(() -> matrix.row(row)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.setRow(row, new float[3])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void takesTheLeadingColumnsOfEveryRow() {
        Matrix matrix = Matrix.of(2, 3, new float[] {1, 2, 3, 4, 5, 6});

        Matrix leading = matrix.leadingColumns(2);

        assertThat(leading.rows()).isEqualTo(2);
        assertThat(leading.columns()).isEqualTo(2);
        assertThat(leading.values()).containsExactly(1, 2, 4, 5);
        assertThat(matrix.leadingColumns(3)).isSameAs(matrix);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void rejectsALeadingCountOutOfRange(int count) {
        Matrix matrix = Matrix.zeros(2, 3);

        assertThatThrownBy(() -> matrix.leadingColumns(count)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 384, 769})
    void normalizesEveryRowToUnitLength(int columns) {
        Matrix matrix = random(5, columns);
        float[] before = matrix.values().clone();

        matrix.normalizeRows();

        for (int row = 0; row < 5; row++) {
            double length = 0;
            for (int i = 0; i < columns; i++) {
                length += (double) before[row * columns + i] * before[row * columns + i];
            }
            for (int i = 0; i < columns; i++) {
                assertThat((double) matrix.row(row)[i])
                        .isCloseTo(before[row * columns + i] / Math.sqrt(length), within(1e-7));
            }
        }
    }

    @Test
    void normalizesTinyAndHugeValuesAlike() {
        Matrix matrix = Matrix.of(2, 2, new float[] {3e-30f, 4e-30f, 3e30f, 4e30f});

        matrix.normalizeRows();

        assertThat(matrix.row(0)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        assertThat(matrix.row(1)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }

    @Test
    void leavesARowOfZerosAsItIs() {
        Matrix matrix = Matrix.of(2, 2, new float[] {0, 0, 0, 2});

        matrix.normalizeRows();

        assertThat(matrix.values()).containsExactly(0, 0, 0, 1);
    }

    private static Matrix random(int rows, int columns) {
        Random random = new Random(17);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
