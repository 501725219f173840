package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the plain serial layout, on 40 groups on a ring: enough rows for blocks to be used.
class LayoutTest {
    private static final int ROWS = 1_600;
    private static final int USED = 14;

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void keepsNeighborsAsWellAsTheSerialLayout(int components) {
        Matrix vectors = ring();
        Neighbors neighbors = NeighborSearch.find(vectors, Distance.EUCLIDEAN, USED, 42, Progress.NONE);
        FuzzyGraph graph = FuzzyGraph.of(neighbors, USED);
        Matrix start =
                SpectralStart.of(graph, vectors, components, 42, Progress.NONE).points();
        Curve curve = Curve.fit(0.1);
        Matrix points = Layout.of(graph, start, curve, 200, 42, Progress.NONE);
        Matrix serial = Matrix.of(ROWS, components, start.values().clone());
        SerialLayout.run(graph, serial, curve, 200, 42);
        double ours = trustworthiness(vectors, points);
        double theirs = trustworthiness(vectors, serial);
        assertThat(theirs).isGreaterThan(0.9);
        assertThat(ours).isGreaterThan(theirs - 0.01);
        assertNothingLiesFarOut(points);
    }

    /// No point lies farther from the middle than three times what 99.9 % of points do.
    private static void assertNothingLiesFarOut(Matrix points) {
        double[] center = new double[points.columns()];
        for (int at = 0; at < points.values().length; at++) {
            center[at % center.length] += points.values()[at] / (double) points.rows();
        }
        double[] radii = IntStream.range(0, points.rows())
                .mapToDouble(row -> {
                    double squares = 0;
                    for (int axis = 0; axis < center.length; axis++) {
                        squares += Math.pow(points.row(row)[axis] - center[axis], 2);
                    }
                    return Math.sqrt(squares);
                })
                .sorted()
                .toArray();
        assertThat(radii[radii.length - 1]).isLessThan(3 * radii[(int) (0.999 * radii.length) - 1]);
    }

    private static double trustworthiness(Matrix vectors, Matrix points) {
        Neighbors none = Neighbors.of(ROWS, 0, new int[0], new float[0]);
        Projection map = new Projection(Method.UMAP, points, none, 0, List.of(), "");
        Quality quality = Quality.of(vectors, map, Distance.EUCLIDEAN, 0, null, 42, Progress.NONE);
        return Objects.requireNonNull(quality.trustworthiness());
    }

    private static Matrix ring() {
        Random random = new Random(5);
        int columns = 10;
        Matrix vectors = Matrix.zeros(ROWS, columns);
        for (int row = 0; row < ROWS; row++) {
            double angle = 2 * Math.PI * (row % 40) / 40;
            float[] vector = new float[columns];
            for (int column = 0; column < columns; column++) {
                vector[column] = 0.3f * (float) random.nextGaussian();
            }
            vector[0] += (float) (6 * Math.cos(angle));
            vector[1] += (float) (6 * Math.sin(angle));
            vectors.setRow(row, vector);
        }
        return vectors;
    }
}
