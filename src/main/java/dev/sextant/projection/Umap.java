package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// A map by UMAP: neighbors become a graph of weights, the graph a first rough map, and that map a layout.
///
/// @param points `[rows × components]`, finite, around the origin
/// @param note what was done otherwise than asked for, empty where nothing was
/// @see <a href="https://arxiv.org/abs/1802.03426">McInnes, Healy, Melville: UMAP</a>
record Umap(Matrix points, String note) {
    private static final int FEW_ROWS = 10_000;
    private static final int EPOCHS_OF_FEW = 500;
    private static final int EPOCHS_OF_MANY = 200;

    /// @param vectors `[rows × d]`, at least `components + 2` rows, not all equal
    /// @param neighbors of every row, at least `used` of them
    /// @param used how many neighbors of each row count
    /// @param progress hears of the stages graph, start and layout
    static Umap of(Matrix vectors, Neighbors neighbors, int used, Recipe recipe, Progress progress) {
        progress.stage("graph", 0);
        FuzzyGraph graph = FuzzyGraph.of(neighbors, used);
        SpectralStart start = SpectralStart.of(graph, vectors, recipe.components(), recipe.seed(), progress);
        Curve curve = Curve.fit(recipe.minDist());
        int epochs = epochs(recipe, vectors.rows());
        Matrix points = Layout.of(graph, start.points(), curve, epochs, recipe.seed(), progress);
        center(points);
        return new Umap(points, start.note());
    }

    /// How many rounds a layout has: as many as asked for, or else 500 up to 10,000 rows and 200 beyond.
    static int epochs(Recipe recipe, int rows) {
        return recipe.epochs().orElse(rows <= FEW_ROWS ? EPOCHS_OF_FEW : EPOCHS_OF_MANY);
    }

    private static void center(Matrix points) {
        int components = points.columns();
        for (int axis = 0; axis < components; axis++) {
            double sum = 0;
            for (int at = axis; at < points.values().length; at += components) {
                sum += points.values()[at];
            }
            float mean = (float) (sum / points.rows());
            for (int at = axis; at < points.values().length; at += components) {
                points.values()[at] -= mean;
            }
        }
    }
}
