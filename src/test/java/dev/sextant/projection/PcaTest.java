package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcaTest {

    @ParameterizedTest
    @CsvSource({
        "2, 1",
        "2, 2",
        "7, 1",
        "50, 7",
        "7, 50",
        "90, 90",
        "300, 70",
        "70, 300",
        "40, 384",
        "1100, 384",
        "40, 769",
    })
    void agreesWithJacobiRotationsInDoublePrecision(int rows, int columns) {
        assertAgrees(graded(rows, columns, 0, rows), Math.min(3, Math.min(rows - 1, columns)));
    }

    @Test
    void agreesWhereProductsAreInFloats() {
        assertAgrees(graded(6_000, 300, 0, 1), 3);
        assertAgrees(graded(700, 900, 0, 2), 3);
        assertAgrees(graded(1_300, 600, 0, 3), 3);
    }

    @Test
    void anOffsetOfAllRowsDoesNotMatter() {
        assertAgrees(graded(300, 20, 10_000, 3), 3);
        assertAgrees(graded(30_000, 120, 10_000, 4), 3);
    }

    @Test
    void lengthsDoNotMatter() {
        for (float length : new float[] {1e-25f, 1e25f}) {
            Matrix vectors = graded(100, 7, 0, 5);
            Pca expected = Pca.fit(vectors, 2, Progress.NONE);
            for (int i = 0; i < vectors.values().length; i++) {
                vectors.values()[i] *= length;
            }
            Pca found = Pca.fit(vectors, 2, Progress.NONE);
            for (int i = 0; i < 200; i++) {
                assertThat((double) found.points().values()[i] / length)
                        .isCloseTo(expected.points().values()[i], within(1e-4));
            }
        }
    }

    @Test
    void theLargestLoadingOfADirectionIsPositive() {
        Matrix vectors = Matrix.of(3, 2, new float[] {0, 3, 0, -3, 0, 0});
        Pca found = Pca.fit(vectors, 2, Progress.NONE);
        assertThat(found.points().values()).containsExactly(3, 0, -3, 0, 0, 0);
        assertThat(found.explainedVariance()).containsExactly(1.0, 0.0);
        // Loadings of one size: the first is positive.
        Matrix diagonal = Matrix.of(2, 2, new float[] {1, -1, -1, 1});
        assertThat((double) Pca.fit(diagonal, 1, Progress.NONE).points().values()[0])
                .isCloseTo(Math.sqrt(2), within(1e-6));
    }

    @Test
    void oneRowAndRowsThatAreAllEqualLieAtZero() {
        for (int rows : new int[] {1, 2, 100}) {
            Matrix vectors = Matrix.zeros(rows, 5);
            Arrays.fill(vectors.values(), 0.1f);
            Pca found = Pca.fit(vectors, 3, Progress.NONE);
            assertThat(found.points().rows()).isEqualTo(rows);
            assertThat(found.points().values()).containsOnly(0);
            assertThat(found.explainedVariance()).containsExactly(0.0, 0.0, 0.0);
        }
    }

    @Test
    void constantColumnsHaveNoLoading() {
        Matrix vectors = Matrix.zeros(400, 3);
        for (int row = 0; row < 400; row++) {
            vectors.setRow(row, new float[] {12_345.678f, row % 20, 0.1f});
        }
        Pca found = Pca.fit(vectors, 2, Progress.NONE);
        assertThat(found.explainedVariance().getFirst()).isCloseTo(1, within(1e-12));
        assertThat(found.explainedVariance().getLast()).isZero();
        assertThat(found.points().row(0)).containsExactly(-9.5f, 0);
        float[] other = found.project(Matrix.of(1, 3, new float[] {7, 20, 9})).values();
        assertThat(other).containsExactly(10.5f, 0);
    }

    @Test
    void rowsOnALineHaveOneDirectionHoweverManyColumns() {
        for (int columns : new int[] {3, 400}) {
            Matrix line = Matrix.zeros(100, columns);
            Matrix direction = Samples.gaussian(1, columns, 0, 6);
            for (int i = 0; i < line.values().length; i++) {
                int row = i / columns;
                line.values()[i] = row * direction.values()[i % columns];
            }
            Pca found = Pca.fit(line, 2, Progress.NONE);
            assertThat(found.explainedVariance().getFirst()).isCloseTo(1, within(1e-9));
            for (int row = 0; row < 100; row++) {
                assertThat((double) found.points().row(row)[1]).isCloseTo(0, within(1e-4));
            }
        }
    }

    @Test
    void directionsAlongWhichRowsDifferAsMuchAreAllFound() {
        Matrix vectors = Matrix.zeros(200, 200);
        for (int row = 0; row < 200; row++) {
            vectors.values()[row * 201] = 1;
        }
        assertThat(Pca.fit(vectors, 3, Progress.NONE).explainedVariance())
                .allSatisfy(share -> assertThat(share).isCloseTo(1 / 199.0, within(1e-9)));
    }

    @Test
    void anyNumberOfThreadsFindsTheSame() {
        for (Matrix vectors : new Matrix[] {graded(20_000, 150, 1, 7), graded(700, 900, 1, 8)}) {
            Pca alone = Samples.onThreads(1, () -> Pca.fit(vectors, 3, Progress.NONE));
            for (int threads : new int[] {2, 16}) {
                Pca found = Samples.onThreads(threads, () -> Pca.fit(vectors, 3, Progress.NONE));
                assertThat(found.points().values()).isEqualTo(alone.points().values());
                assertThat(found.explainedVariance()).isEqualTo(alone.explainedVariance());
            }
        }
    }

    @Test
    void stopsWhereItIsToldTo() {
        Progress stop = new Progress() {
            @Override
            public void stage(String name, long total) {
                assertThat(total).isEqualTo(20_000);
            }

            @Override
            public void step(long done) {
                throw new CancellationException("at " + done);
            }
        };
        assertThatThrownBy(() -> Pca.fit(graded(20_000, 150, 1, 7), 2, stop))
                .isInstanceOf(CancellationException.class)
                .hasMessage("at 8192");
    }

    /// Rows that differ less and less along random directions.
    private static Matrix graded(int rows, int columns, double offset, long seed) {
        int directions = Math.min(columns, 12);
        Matrix along = Samples.gaussian(directions, columns, 0, seed);
        Random random = new Random(seed + 1);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int row = 0; row < rows; row++) {
            double[] sum = new double[columns];
            for (int direction = 0; direction < directions; direction++) {
                double factor = random.nextGaussian() * Math.pow(0.6, direction) / Math.sqrt(columns);
                for (int column = 0; column < columns; column++) {
                    sum[column] += factor * along.values()[direction * columns + column];
                }
            }
            for (int column = 0; column < columns; column++) {
                double noise = 0.01 * random.nextGaussian() / Math.sqrt(columns);
                matrix.values()[row * columns + column] = (float) (sum[column] + noise + offset);
            }
        }
        return matrix;
    }

    /// Compares with a plain decomposition of the smaller of the covariance and the rows' products.
    private static void assertAgrees(Matrix vectors, int components) {
        Pca found = Pca.fit(vectors, components, Progress.NONE);
        double[][] centered = centered(vectors);
        boolean isByRows = vectors.rows() < vectors.columns();
        double[][] factors = isByRows ? centered : transposed(centered);
        double[][] products = new double[factors.length][factors.length];
        double variance = 0;
        for (int i = 0; i < factors.length; i++) {
            for (int j = 0; j < factors.length; j++) {
                products[i][j] = dot(factors[i], factors[j]);
            }
            variance += products[i][i];
        }
        Jacobi jacobi = Jacobi.of(products);
        assertThat(found.explainedVariance()).hasSize(components);
        for (int component = 0; component < components; component++) {
            assertThat(found.explainedVariance().get(component))
                    .isCloseTo(jacobi.value(component) / variance, within(1e-5));
            double[] axis = axis(jacobi.vector(component), centered, isByRows);
            for (int row = 0; row < vectors.rows(); row++) {
                assertThat((double) found.points().row(row)[component])
                        .as("row %d, component %d", row, component)
                        .isCloseTo(dot(centered[row], axis), within(1e-4));
            }
        }
        assertThat(found.project(vectors).values()).isEqualTo(found.points().values());
    }

    private static double[] axis(double[] vector, double[][] centered, boolean isByRows) {
        double[] axis = vector.clone();
        if (isByRows) {
            axis = new double[centered[0].length];
            for (int row = 0; row < centered.length; row++) {
                for (int column = 0; column < axis.length; column++) {
                    axis[column] += vector[row] * centered[row][column];
                }
            }
        }
        double length = Math.sqrt(dot(axis, axis));
        double largest = 0;
        for (double loading : axis) {
            largest = Math.abs(loading) > Math.abs(largest) + 1e-9 ? loading : largest;
        }
        for (int column = 0; column < axis.length; column++) {
            axis[column] *= Math.signum(largest) / length;
        }
        return axis;
    }

    private static double[][] centered(Matrix vectors) {
        double[][] centered = new double[vectors.rows()][vectors.columns()];
        for (int column = 0; column < vectors.columns(); column++) {
            double sum = 0;
            for (int row = 0; row < vectors.rows(); row++) {
                sum += vectors.values()[row * vectors.columns() + column];
            }
            for (int row = 0; row < vectors.rows(); row++) {
                centered[row][column] = vectors.values()[row * vectors.columns() + column] - sum / vectors.rows();
            }
        }
        return centered;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = rows[row][column];
            }
        }
        return columns;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
