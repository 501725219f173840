package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 384", "12, 769"})
    void agreesWithThePlainFormulas(int rows, int columns) {
        Matrix matrix = random(rows, columns);

        Inspection inspection = Inspection.of(matrix, 4L * rows * columns, "float32");

        double[] values = IntStream.range(0, rows * columns)
                .mapToDouble(i -> matrix.values()[i])
                .toArray();
        assertThat(inspection.rows()).isEqualTo(rows);
        assertThat(inspection.dimensions()).isEqualTo(columns);
        assertThat(inspection.bytes()).isEqualTo(4L * rows * columns);
        assertThat(inspection.dtype()).isEqualTo("float32");
        assertThat(inspection.min()).isEqualTo(DoubleStream.of(values).min().orElseThrow());
        assertThat(inspection.max()).isEqualTo(DoubleStream.of(values).max().orElseThrow());
        assertThat(inspection.mean()).isCloseTo(mean(values), within(1e-12));
        assertThat(inspection.standardDeviation()).isCloseTo(Math.sqrt(variance(values)), within(1e-12));
        for (int column = 0; column < columns; column++) {
            assertThat(inspection.dimensionVariance().get(column))
                    .as("variance of dimension %d", column)
                    .isCloseTo(variance(column(matrix, column)), within(1e-12));
        }
        assertThat(inspection.dimensionVariance()).hasSize(columns);
    }

    @Test
    void measuresTheLengthsOfTheRows() {
        Matrix matrix = Matrix.of(3, 2, new float[] {3, 4, 0, 0, 0, -1});

        Inspection.Norms norms = Inspection.of(matrix, 24, "float32").norms();

        assertThat(norms.values()).containsExactly(5.0, 0.0, 1.0);
        assertThat(norms.min()).isEqualTo(0);
        assertThat(norms.max()).isEqualTo(5);
        assertThat(norms.mean()).isCloseTo(2, within(1e-12));
        assertThat(norms.standardDeviation()).isCloseTo(Math.sqrt((9 + 4 + 1) / 3.0), within(1e-12));
    }

    @Test
    void findsNoVarianceInOneRow() {
        Inspection inspection = Inspection.of(Matrix.of(1, 3, new float[] {1, 2, 6}), 12, "float32");

        assertThat(inspection.dimensionVariance()).containsExactly(0.0, 0.0, 0.0);
        assertThat(inspection.mean()).isEqualTo(3);
        assertThat(inspection.standardDeviation()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
        assertThat(inspection.norms().standardDeviation()).isEqualTo(0);
    }

    @Test
    void putsConstantValuesIntoOneBin() {
        Inspection inspection = Inspection.of(Matrix.of(2, 2, new float[] {0.5f, 0.5f, 0.5f, 0.5f}), 16, "float32");

        assertThat(inspection.standardDeviation()).isEqualTo(0);
        assertThat(inspection.histogram().counts()).hasSize(50).startsWith(4L);
        assertThat(sum(inspection)).isEqualTo(4);
        assertThat(inspection.histogram().edges()).hasSize(51).containsOnly(0.5);
    }

    @Test
    void countsExactZerosOfEitherSign() {
        Inspection inspection = Inspection.of(Matrix.of(1, 4, new float[] {0, -0f, 1, 1e-30f}), 16, "float32");

        assertThat(inspection.zeroShare()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 384", "12, 769"})
    void countsEveryValueInTheBinThatItLiesIn(int rows, int columns) {
        Matrix matrix = random(rows, columns);

        Inspection inspection = Inspection.of(matrix, 0, "float32");

        Inspection.Histogram histogram = inspection.histogram();
        assertThat(histogram.counts()).hasSize(50);
        assertThat(histogram.edges()).hasSize(51).isSorted();
        assertThat(histogram.edges().getFirst()).isEqualTo(inspection.min());
        assertThat(histogram.edges().getLast()).isEqualTo(inspection.max());
        assertThat(sum(inspection)).isEqualTo((long) rows * columns);
        long rounding = 1;
        for (int bin = 0; bin < 50; bin++) {
            double from = histogram.edges().get(bin);
            double to = histogram.edges().get(bin + 1);
            boolean last = bin == 49 || inspection.min() == inspection.max();
            long expected = IntStream.range(0, rows * columns)
                    .mapToDouble(i -> matrix.values()[i])
                    .filter(value -> value >= from && (value < to || (last && value == to)))
                    .count();
            if (inspection.min() < inspection.max()) {
                assertThat(histogram.counts().get(bin))
                        .as("bin %d", bin)
                        .isBetween(expected - rounding, expected + rounding);
            }
        }
    }

    @Test
    void showsTheFirstTenValuesOfTheFirstTenRows() {
        Matrix matrix = random(11, 12);

        Inspection inspection = Inspection.of(matrix, 0, "float32");

        assertThat(inspection.first()).hasSize(10);
        for (int row = 0; row < 10; row++) {
            assertThat(inspection.first().get(row)).hasSize(10);
            for (int column = 0; column < 10; column++) {
                assertThat(inspection.first().get(row).get(column)).isEqualTo(matrix.row(row)[column]);
            }
        }
        assertThat(Inspection.of(random(2, 3), 0, "float32").first()).hasSize(2).allMatch(row -> row.size() == 3);
    }

    @Test
    void losesNoPrecisionAroundALargeMean() {
        Inspection inspection = Inspection.of(Matrix.of(1, 2, new float[] {16_777_214, 16_777_216}), 8, "float32");

        assertThat(inspection.standardDeviation()).isCloseTo(1, within(1e-9));
    }

    private static long sum(Inspection inspection) {
        return inspection.histogram().counts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static double[] column(Matrix matrix, int column) {
        return IntStream.range(0, matrix.rows())
                .mapToDouble(row -> matrix.row(row)[column])
                .toArray();
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    }

    private static Matrix random(int rows, int columns) {
        Random random = new Random(rows * 31L + columns);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
