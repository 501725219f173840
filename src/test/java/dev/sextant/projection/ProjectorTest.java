package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 16, 17, 100})
    void answersAnyNumberOfRows(int rows) {
        for (Method method : Method.values()) {
            for (int components = 2; components <= 3; components++) {
                Projection projection = Projector.project(gaussian(rows, 8), recipe(method, components), Progress.NONE);
                assertThat(projection.points().rows()).isEqualTo(rows);
                assertThat(projection.points().columns()).isEqualTo(components);
                assertFinite(projection);
                assertThat(projection.note()).doesNotContain("eigenvectors");
                assertThat(projection.neighbors().count()).isEqualTo(Math.min(15, rows - 1));
            }
        }
    }

    @Test
    void oneRowLiesAtTheOrigin() {
        Projection projection = Projector.project(gaussian(1, 8), Recipe.DEFAULT, Progress.NONE);
        assertThat(projection.points().values()).containsOnly(0);
        assertThat(projection.method()).isEqualTo(Method.PCA);
        assertThat(projection.note()).contains("at least 4 different rows and got 1");
    }

    @Test
    void equalRowsLieOnOnePoint() {
        Matrix vectors = Matrix.zeros(50, 4);
        Arrays.fill(vectors.values(), 0.5f);
        Projection projection = Projector.project(vectors, Recipe.DEFAULT, Progress.NONE);
        assertThat(projection.points().values()).containsOnly(0);
        assertThat(projection.note()).contains("this is PCA");
        assertFinite(projection);
    }

    @Test
    void rowsWithMoreCopiesThanNeighborsShareAPoint() {
        Matrix some = gaussian(30, 8);
        Matrix vectors = Matrix.zeros(900, 8);
        for (int row = 0; row < 900; row++) {
            vectors.setRow(row, some.row(row % 30));
        }
        Projection projection = Projector.project(vectors, Recipe.DEFAULT, Progress.NONE);
        assertFinite(projection);
        assertThat(projection.note()).contains("30 of 900 rows are different");
        assertThat(projection.points().row(31))
                .containsExactly(projection.points().row(1));
        assertThat(projection.points().row(0)).isNotEqualTo(projection.points().row(1));
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 40", "7, 3"})
    void takesFewColumnsAndConstantOnes(int columns, int rows) {
        Matrix vectors = gaussian(rows, columns);
        for (int row = 0; row < rows && columns > 1; row++) {
            vectors.values()[row * columns] = 3;
        }
        for (Method method : Method.values()) {
            for (int components = 2; components <= 3; components++) {
                assertFinite(Projector.project(vectors, recipe(method, components), Progress.NONE));
            }
        }
    }

    @Test
    void takesRowsOfZerosAndOpposites() {
        Matrix vectors = gaussian(40, 6);
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 6; column++) {
                vectors.values()[(row + 20) * 6 + column] = -vectors.values()[row * 6 + column];
            }
        }
        vectors.setRow(3, new float[6]);
        assertFinite(Projector.project(vectors, Recipe.DEFAULT, Progress.NONE));
    }

    @Test
    void takesNoMoreNeighborsThanThereAre() {
        Recipe recipe = new Recipe(Method.UMAP, 2, Distance.COSINE, 100, 0.1, OptionalInt.empty(), 42);
        Projection projection = Projector.project(gaussian(20, 8), recipe, Progress.NONE);
        assertThat(projection.note()).isEqualTo("Neighborhoods have 20 rows, not 100: there are no more.");
        assertThat(projection.neighborhood()).isEqualTo(20);
        assertThat(projection.neighbors().count()).isEqualTo(19);
        assertFinite(projection);
    }

    @Test
    void keepsAsManyNeighborsAsQualityNeeds() {
        Recipe recipe = new Recipe(Method.UMAP, 2, Distance.EUCLIDEAN, 2, 0.1, OptionalInt.of(50), 42);
        Projection projection = Projector.project(gaussian(200, 8), recipe, Progress.NONE);
        assertThat(projection.neighbors().count()).isEqualTo(15);
        assertFinite(projection);
    }

    @Test
    void farIslandsStayApart() {
        Matrix vectors = gaussian(400, 8);
        for (int row = 0; row < 200; row++) {
            vectors.values()[row * 8] += 1_000;
        }
        Recipe recipe = new Recipe(Method.UMAP, 2, Distance.EUCLIDEAN, 15, 0.1, OptionalInt.empty(), 42);
        Projection projection = Projector.project(vectors, recipe, Progress.NONE);
        List<float[]> points = projection.points().asRows();
        double widest = Math.max(radius(points.subList(0, 200)), radius(points.subList(200, 400)));
        double apart = distance(center(points.subList(0, 200)), center(points.subList(200, 400)));
        assertThat(apart).isGreaterThan(1.5 * widest);
    }

    @ParameterizedTest
    @CsvSource({"1500, 2", "1500, 3", "300, 2"})
    void isTheSameOnAnyNumberOfThreads(int rows, int components) throws Exception {
        Matrix vectors = gaussian(rows, 16);
        Recipe recipe = new Recipe(Method.UMAP, components, Distance.COSINE, 15, 0.1, OptionalInt.of(30), 7);
        List<float[]> maps = new ArrayList<>();
        for (int threads : new int[] {1, 2, 16}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                maps.add(pool.submit(() -> Projector.project(vectors, recipe, Progress.NONE))
                        .get()
                        .points()
                        .values());
            }
        }
        assertThat(maps.get(1)).containsExactly(maps.get(0));
        assertThat(maps.get(2)).containsExactly(maps.get(0));
    }

    @Test
    void anotherSeedGivesAnotherMap() {
        Matrix vectors = gaussian(100, 8);
        Recipe other = new Recipe(Method.UMAP, 2, Distance.COSINE, 15, 0.1, OptionalInt.empty(), 43);
        assertThat(Projector.project(vectors, other, Progress.NONE).points().values())
                .isNotEqualTo(Projector.project(vectors, Recipe.DEFAULT, Progress.NONE)
                        .points()
                        .values());
    }

    @Test
    void liesAroundTheOrigin() {
        Projection projection = Projector.project(gaussian(300, 8), Recipe.DEFAULT, Progress.NONE);
        assertThat(center(projection.points().asRows())).containsExactly(new float[] {0, 0}, Offset.offset(1e-4f));
    }

    @Test
    void tellsItsStagesAndStopsWhenAsked() {
        List<String> stages = new ArrayList<>();
        Progress stopping = new Progress() {
            @Override
            public void stage(String name, long total) {
                stages.add(name);
            }

            @Override
            public void step(long done) {
                if (stages.getLast().equals("layout") && done >= 10) {
                    throw new CancellationException("enough");
                }
            }
        };
        assertThatThrownBy(() -> Projector.project(gaussian(100, 8), Recipe.DEFAULT, stopping))
                .isInstanceOf(CancellationException.class);
        assertThat(stages).containsExactly("neighbors", "graph", "start", "layout");
    }

    private static Recipe recipe(Method method, int components) {
        return new Recipe(method, components, Distance.COSINE, 15, 0.1, OptionalInt.empty(), 42);
    }

    private static void assertFinite(Projection projection) {
        for (float value : projection.points().values()) {
            assertThat(value).isFinite();
        }
        assertThat(projection.explainedVariance()).allMatch(Double::isFinite);
    }

    private static Matrix gaussian(int rows, int columns) {
        Random random = new Random(rows + columns);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    private static float[] center(List<float[]> points) {
        float[] center = new float[points.getFirst().length];
        for (float[] point : points) {
            for (int axis = 0; axis < center.length; axis++) {
                center[axis] += point[axis] / points.size();
            }
        }
        return center;
    }

    private static double radius(List<float[]> points) {
        float[] center = center(points);
        return points.stream()
                .mapToDouble(point -> distance(point, center))
                .max()
                .orElseThrow();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int axis = 0; axis < a.length; axis++) {
            sum += Math.pow(a[axis] - b[axis], 2);
        }
        return Math.sqrt(sum);
    }
}
