package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The door to maps: any rows get finite points, and a note says where that took something else than was asked for.
final class Projector {
    /// Neighbors that a projection keeps of every row, for quality and themes.
    private static final int KEPT_NEIGHBORS = 15;

    private Projector() {}

    /// @param vectors `[rows × d]`, at least one row, finite
    /// @param progress hears of the stages neighbors, graph, start and layout
    /// @throws java.util.concurrent.CancellationException if the progress says so
    static Projection project(Matrix vectors, Recipe recipe, Progress progress) {
        int kept = Math.max(KEPT_NEIGHBORS, recipe.neighbors() - 1);
        Neighbors neighbors = NeighborSearch.find(vectors, recipe.distance(), kept, recipe.seed(), progress);
        if (recipe.method() == Method.PCA) {
            return principal(vectors, neighbors, recipe, "", progress);
        }
        DistinctRows distinct = DistinctRows.of(vectors);
        int least = recipe.components() + 2;
        if (distinct.count() < least) {
            String note =
                    "UMAP needs at least %d different rows and got %d; this is PCA.".formatted(least, distinct.count());
            return principal(vectors, neighbors, recipe, note, progress);
        }
        return mostCopies(distinct) < recipe.neighbors()
                ? all(vectors, neighbors, recipe, progress)
                : distinct(vectors, distinct, neighbors, recipe, progress);
    }

    private static Projection all(Matrix vectors, Neighbors neighbors, Recipe recipe, Progress progress) {
        int used = Math.min(recipe.neighbors(), vectors.rows()) - 1;
        Umap umap = Umap.of(vectors, neighbors, used, recipe, progress);
        String note = joined(fewerNeighbors(recipe, vectors.rows()), umap.note());
        return new Projection(Method.UMAP, umap.points(), neighbors, used + 1, List.of(), note);
    }

    /// Where some rows have so many copies that they know no other neighbors, the copies would drift off as
    /// islands. So the different rows are laid out, and copies share a point.
    private static Projection distinct(
            Matrix vectors, DistinctRows distinct, Neighbors neighbors, Recipe recipe, Progress progress) {
        Matrix firsts = rows(vectors, distinct.firsts());
        int used = Math.min(recipe.neighbors(), firsts.rows()) - 1;
        Neighbors among = NeighborSearch.find(firsts, recipe.distance(), used, recipe.seed(), progress);
        Umap umap = Umap.of(firsts, among, used, recipe, progress);
        Matrix points = Matrix.zeros(vectors.rows(), recipe.components());
        for (int row = 0; row < points.rows(); row++) {
            points.setRow(row, umap.points().row(distinct.groupOf(row)));
        }
        String copies =
                "Equal rows share a point: %d of %d rows are different, and some have more copies than neighbors."
                        .formatted(firsts.rows(), vectors.rows());
        String note = joined(copies, fewerNeighbors(recipe, firsts.rows()), umap.note());
        return new Projection(Method.UMAP, points, neighbors, used + 1, List.of(), note);
    }

    private static Projection principal(
            Matrix vectors, Neighbors neighbors, Recipe recipe, String note, Progress progress) {
        Matrix wide = widened(vectors, recipe.components());
        Pca pca = Pca.fit(wide, recipe.components(), progress);
        return new Projection(Method.PCA, pca.points(), neighbors, 0, pca.explainedVariance(), note);
    }

    /// Rows of fewer columns than the map has, with zeros behind them.
    private static Matrix widened(Matrix vectors, int columns) {
        if (vectors.columns() >= columns) {
            return vectors;
        }
        Matrix wide = Matrix.zeros(vectors.rows(), columns);
        for (int row = 0; row < vectors.rows(); row++) {
            wide.setRow(row, Arrays.copyOf(vectors.row(row), columns));
        }
        return wide;
    }

    private static int mostCopies(DistinctRows distinct) {
        int most = 0;
        for (int group = 0; group < distinct.count(); group++) {
            most = Math.max(most, distinct.size(group));
        }
        return most;
    }

    private static Matrix rows(Matrix vectors, int[] rows) {
        Matrix some = Matrix.zeros(rows.length, vectors.columns());
        for (int i = 0; i < rows.length; i++) {
            some.setRow(i, vectors.row(rows[i]));
        }
        return some;
    }

    private static String fewerNeighbors(Recipe recipe, int rows) {
        return recipe.neighbors() <= rows
                ? ""
                : "Neighborhoods have %d rows, not %d: there are no more.".formatted(rows, recipe.neighbors());
    }

    private static String joined(String... notes) {
        return Stream.of(notes).filter(note -> !note.isEmpty()).collect(Collectors.joining(" "));
    }
}
