package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumTest {
    /// Against EJML on the whole matrix: what is found lies in the span of the eigenvectors of the largest eigenvalues
    /// but the first.
    @ParameterizedTest
    @CsvSource({"5, 2", "9, 3", "60, 2", "400, 2", "400, 3"})
    void findsTheSmoothestVectors(int rows, int count) {
        FuzzyGraph graph = graph(rows);
        double[] matrix = new double[rows * rows];
        for (int row = 0; row < rows; row++) {
            for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
                double scale = Math.sqrt(graph.degree(row) * graph.degree(graph.column(edge)));
                matrix[row * rows + graph.column(edge)] = graph.weight(edge) / scale;
            }
        }
        float[] found = Spectrum.of(graph, count, 42, Progress.NONE).orElseThrow();
        Eigen eigen = Eigen.of(matrix, rows);
        for (int column = 0; column < count; column++) {
            double value = eigen.value(column + 1);
            double squares = 0;
            double length = 0;
            for (int row = 0; row < rows; row++) {
                double miss = -value * found[row * count + column];
                for (int other = 0; other < rows; other++) {
                    miss += matrix[row * rows + other] * found[other * count + column];
                }
                squares += miss * miss;
                length += found[row * count + column] * found[row * count + column];
            }
            assertThat(Math.sqrt(squares)).isLessThan(3e-3);
            assertThat(length).isCloseTo(1, within(1e-4));
        }
    }

    private static FuzzyGraph graph(int rows) {
        Random random = new Random(rows);
        Matrix vectors = Matrix.zeros(rows, 3);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] = random.nextFloat();
        }
        int used = Math.min(14, rows - 1);
        return FuzzyGraph.of(NeighborSearch.find(vectors, Distance.EUCLIDEAN, used, 42, Progress.NONE), used);
    }
}
