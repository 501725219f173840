package dev.sextant.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotProductsTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 7", "1, 300, 384", "129, 257, 769", "260, 5, 1"})
    void agreesWithDoublePrecision(int n, int m, int dimensions) {
        Matrix a = Rows.gaussian(n, dimensions, 1, 0, 1);
        Matrix b = Rows.gaussian(m, dimensions, 1, 0, 2);
        assertAgrees(DotProducts.of(a, b), a, b);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 384, 769})
    void productsWithItselfAreSymmetricToTheBit(int dimensions) {
        Matrix rows = Rows.gaussian(301, dimensions, 1, 0, dimensions);
        Matrix products = DotProducts.of(rows, rows);
        assertAgrees(products, rows, rows);
        for (int i = 0; i < products.rows(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(products.row(i)[j]).isEqualTo(products.row(j)[i]);
            }
        }
    }

    @Test
    void readsWhatLiesInNativeMemoryFromManyThreads() {
        Matrix queries = Rows.gaussian(3, 384, 1, 0, 3);
        Matrix rows = Rows.gaussian(1_000, 384, 1, 0, 4);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, rows.values());
            FloatBuffer left = direct(queries.values().length + 5).position(5).put(queries.values());
            IntStream.range(0, 16).parallel().forEach(task -> {
                FloatBuffer out = direct(3_000);
                DotProducts.of(left.duplicate().position(5), 3, memory, 1_000, 384, out);
                float[] products = new float[3_000];
                out.get(products);
                assertAgrees(Matrix.of(3, 1_000, products), queries, rows);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 7", "384, 384, 300", "129, 257, 769"})
    void columnsAgreeWithDoublePrecision(int n, int m, int length) {
        Matrix a = Rows.gaussian(n, length, 1, 0, 5);
        Matrix b = Rows.gaussian(m, length, 1, 0, 6);
        FloatBuffer out = direct(n * m);
        DotProducts.ofColumns(transposed(a), n, transposed(b), m, length, out);
        float[] products = new float[n * m];
        out.get(products);
        assertAgrees(Matrix.of(n, m, products), a, b);
    }

    private static FloatBuffer transposed(Matrix matrix) {
        FloatBuffer buffer = direct(matrix.values().length);
        for (int column = 0; column < matrix.columns(); column++) {
            for (int row = 0; row < matrix.rows(); row++) {
                buffer.put(matrix.values()[row * matrix.columns() + column]);
            }
        }
        return buffer.flip();
    }

    @Test
    void refusesShapesThatDoNotFit() {
        assertThatThrownBy(() -> DotProducts.of(Matrix.zeros(2, 3), Matrix.zeros(2, 4)))
                .hasMessage("dimensions differ: 3 and 4");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rows = arena.allocate(ValueLayout.JAVA_FLOAT, 12);
            assertThatThrownBy(() -> DotProducts.of(direct(4), 1, rows, 4, 4, direct(4)))
                    .hasMessage("rows must have 4 × 4 values and has 12");
            assertThatThrownBy(() -> DotProducts.of(direct(4), 1, rows, 3, 4, direct(2)))
                    .hasMessage("out must have 1 × 3 values and has 2");
            assertThatThrownBy(() -> DotProducts.of(FloatBuffer.allocate(4), 1, rows, 3, 4, direct(3)))
                    .hasMessageContaining("queries must lie in native memory");
        }
    }

    private static FloatBuffer direct(int values) {
        return ByteBuffer.allocateDirect(values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static void assertAgrees(Matrix products, Matrix a, Matrix b) {
        assertThat(products.rows()).isEqualTo(a.rows());
        assertThat(products.columns()).isEqualTo(b.rows());
        for (int i = 0; i < a.rows(); i++) {
            float[] row = products.row(i);
            for (int j = 0; j < b.rows(); j++) {
                double lengths = a.rowLength(i) * b.rowLength(j);
                assertThat((double) row[j])
                        .as("%d, %d", i, j)
                        .isCloseTo(Metric.DOT.similarity(a.row(i), b.row(j)), within(1e-6 * lengths));
            }
        }
    }
}
