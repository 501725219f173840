package dev.sextant.collection;

import dev.sextant.vectors.DotProducts;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.util.stream.IntStream;

/// Distances to the nearest theme's center. Vectors are looked at many at a time: matrix products say which center
/// is the nearest, and the distance to that one is taken in double precision.
final class ThemeDistances {
    private static final int WINDOW = 1_024;

    private final Matrix centers;
    private final double[] halfSquares;
    private final Matrix window;
    private final boolean[] isOld = new boolean[WINDOW];
    private final Distances old = new Distances();
    private final Distances recent = new Distances();
    private int filled;

    ThemeDistances(Matrix centers) {
        this.centers = centers;
        this.window = Matrix.zeros(WINDOW, centers.columns());
        this.halfSquares = IntStream.range(0, centers.rows())
                .mapToDouble(theme -> Math.pow(centers.rowLength(theme), 2) / 2)
                .toArray();
    }

    void add(float[] vector, boolean old) {
        window.setRow(filled, vector);
        isOld[filled] = old;
        filled++;
        if (filled == WINDOW) {
            take();
        }
    }

    private void take() {
        Matrix products = DotProducts.of(window, centers);
        for (int row = 0; row < filled; row++) {
            int nearest = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (int theme = 0; theme < centers.rows(); theme++) {
                double closeness = products.values()[row * centers.rows() + theme] - halfSquares[theme];
                if (closeness > best) {
                    best = closeness;
                    nearest = theme;
                }
            }
            (isOld[row] ? old : recent).add(Metric.euclideanDistance(window.row(row), centers.row(nearest)));
        }
        filled = 0;
    }

    double farShare() {
        take();
        return recent.shareBeyond(old.quantile(Drift.FAR));
    }
}
