package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.Optional;

/// Where a layout starts from: each connected part of the graph by its [Spectrum], parts side by side in [Boxes],
/// parts by the principal components of their centers. Where a spectrum is not found, the rows' own principal
/// components serve.
///
/// @param points `[rows × components]`, 0..10 on every axis, no two rows at the same place but by chance
/// @param note what was done otherwise, empty where nothing was
record SpectralStart(Matrix points, String note) {
    static final float SIDE = 10;

    /// The part of a box that stays empty on each side where there are several, so that they keep apart.
    private static final float MARGIN = 0.1f;

    /// Moves apart what would coincide; a hundredth of the least distance that a map shows.
    private static final float NOISE = 1e-3f;

    /// @param graph of the rows' neighbors
    /// @param vectors `[rows × d]`, the rows themselves
    /// @param progress hears of one stage
    static SpectralStart of(FuzzyGraph graph, Matrix vectors, int components, long seed, Progress progress) {
        progress.stage("start", 0);
        Matrix points = Matrix.zeros(graph.rows(), components);
        List<int[]> parts = Components.of(graph);
        Boxes boxes = Boxes.of(parts, centers(parts, vectors, components), SIDE);
        String note = "";
        for (int part = 0; part < parts.size(); part++) {
            int[] rows = parts.get(part);
            Optional<float[]> places = places(graph, rows, components, Draws.key(seed, part), progress);
            note = places.isPresent()
                    ? note
                    : "The graph's eigenvectors did not converge; the layout started from PCA.";
            put(points, rows, places.orElseGet(() -> principal(vectors, rows, components)), boxes, part, seed);
        }
        return new SpectralStart(points, note);
    }

    private static Optional<float[]> places(FuzzyGraph graph, int[] rows, int components, long key, Progress progress) {
        if (rows.length > components + 1) {
            FuzzyGraph part = rows.length == graph.rows() ? graph : graph.among(rows);
            return Spectrum.of(part, components, key, progress);
        }
        float[] drawn = new float[rows.length * components];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = Draws.signed(Draws.key(key, i));
        }
        return Optional.of(drawn);
    }

    /// Fills a part's box with its rows, each axis from border to border.
    private static void put(Matrix points, int[] rows, float[] places, Boxes boxes, int part, long seed) {
        int components = points.columns();
        for (int axis = 0; axis < components; axis++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int at = axis; at < places.length; at += components) {
                least = Math.min(least, places[at]);
                most = Math.max(most, places[at]);
            }
            float size = boxes.upper(part, axis) - boxes.lower(part, axis);
            float filled = rows.length == points.rows() ? 1 : 1 - 2 * MARGIN;
            float scale = most > least ? filled * size / (most - least) : 0;
            float middle = boxes.lower(part, axis) + size / 2;
            for (int i = 0; i < rows.length; i++) {
                int at = rows[i] * components + axis;
                float noise = NOISE * Draws.signed(Draws.key(seed, at));
                points.values()[at] = middle + scale * (places[i * components + axis] - (least + most) / 2) + noise;
            }
        }
    }

    private static Matrix centers(List<int[]> parts, Matrix vectors, int components) {
        if (parts.size() == 1) {
            return Matrix.zeros(1, components);
        }
        Matrix centers = Matrix.zeros(parts.size(), vectors.columns());
        for (int part = 0; part < parts.size(); part++) {
            centers.setRow(part, center(parts.get(part), vectors));
        }
        return Pca.fit(centers, components, Progress.NONE).points();
    }

    private static float[] center(int[] rows, Matrix vectors) {
        double[] sums = new double[vectors.columns()];
        for (int row : rows) {
            for (int column = 0; column < sums.length; column++) {
                sums[column] += vectors.values()[row * sums.length + column];
            }
        }
        float[] center = new float[sums.length];
        for (int column = 0; column < sums.length; column++) {
            center[column] = (float) (sums[column] / rows.length);
        }
        return center;
    }

    private static float[] principal(Matrix vectors, int[] rows, int components) {
        Matrix part = Matrix.zeros(rows.length, vectors.columns());
        for (int i = 0; i < rows.length; i++) {
            part.setRow(i, vectors.row(rows[i]));
        }
        return Pca.fit(part, components, Progress.NONE).points().values();
    }
}
