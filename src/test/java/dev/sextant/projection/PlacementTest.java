package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.vectors.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final int GROUPS = 6;
    private static final int COLUMNS = 12;

    private final Matrix mapped = groups(600, 1);
    private final Matrix others = groups(120, 2);

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void newRowsLandAmongTheirOwnGroup(int components) {
        Recipe recipe = recipe(components);
        Matrix points = Projector.project(mapped, recipe, Progress.NONE).points();
        Matrix placed = Placement.place(into(others), points, recipe, Progress.NONE);
        Neighbors near = NeighborSearch.between(placed, points, Distance.EUCLIDEAN, 5, Progress.NONE);
        for (int row = 0; row < placed.rows(); row++) {
            for (int rank = 0; rank < 5; rank++) {
                assertThat(near.index(row, rank) % GROUPS).isEqualTo(row % GROUPS);
            }
        }
    }

    @Test
    void aCopyLandsOnItsOriginal() {
        Recipe recipe = recipe(2);
        Matrix points = Projector.project(mapped, recipe, Progress.NONE).points();
        Matrix placed = Placement.place(into(mapped), points, recipe, Progress.NONE);
        assertThat(placed.values()).containsExactly(points.values());
    }

    @Test
    void aRowLandsInTheSamePlaceWhateverComesWithIt() {
        Recipe recipe = recipe(2);
        Matrix points = Projector.project(mapped, recipe, Progress.NONE).points();
        Matrix together = Placement.place(into(others), points, recipe, Progress.NONE);
        Matrix alone = Matrix.of(1, COLUMNS, others.row(7));
        assertThat(Placement.place(into(alone), points, recipe, Progress.NONE).row(0))
                .containsExactly(together.row(7));
    }

    @Test
    void oneMappedRowIsEnough() {
        Matrix single = Matrix.of(1, COLUMNS, mapped.row(0));
        Neighbors neighbors = NeighborSearch.between(others, single, Distance.EUCLIDEAN, 14, Progress.NONE);
        Matrix placed = Placement.place(neighbors, Matrix.zeros(1, 2), recipe(2), Progress.NONE);
        for (float value : placed.values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void noRowsArePlacedNowhere() {
        Neighbors none = Neighbors.of(0, 14, new int[0], new float[0]);
        assertThat(Placement.place(none, Matrix.zeros(3, 2), recipe(2), Progress.NONE)
                        .rows())
                .isZero();
    }

    private Neighbors into(Matrix rows) {
        return NeighborSearch.between(rows, mapped, Distance.EUCLIDEAN, 14, Progress.NONE);
    }

    private static Recipe recipe(int components) {
        return new Recipe(Method.UMAP, components, Distance.EUCLIDEAN, 15, 0.1, Recipe.DEFAULT.epochs(), 42);
    }

    /// Row r belongs to group `r % GROUPS`.
    private static Matrix groups(int rows, long seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, COLUMNS);
        for (int row = 0; row < rows; row++) {
            float[] vector = new float[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                vector[column] = (float) random.nextGaussian();
            }
            vector[row % GROUPS] += 20;
            matrix.setRow(row, vector);
        }
        return matrix;
    }
}
