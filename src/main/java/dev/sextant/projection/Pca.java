package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/// Principal components: the directions in which rows differ most, and where rows lie along them. A direction points to
/// where its largest loading, the first of equal ones, is positive.
///
/// Memory: no copy of the rows where there are at least as many as columns. The result is the same for any number of
/// threads. How directions are found: [Directions].
public final class Pca {
    private static final String STAGE = "components";

    private final Frame frame;
    private final Eigen directions;
    private final int components;
    private final double variance;
    private final Matrix points;

    private Pca(Frame frame, Eigen directions, int components, double variance, Matrix vectors) {
        this.frame = frame;
        this.directions = directions;
        this.components = components;
        this.variance = variance;
        this.points = project(vectors);
    }

    /// Finds the components.
    ///
    /// @param vectors `[n × d]`, finite, at least one row
    /// @param components 1 or more; those beyond the directions in which rows differ are zeros
    /// @param progress hears of one stage
    /// @throws java.util.concurrent.CancellationException if `progress` says so
    public static Pca fit(Matrix vectors, int components, Progress progress) {
        int[] all = IntStream.range(0, vectors.rows()).toArray();
        Frame frame = Frame.of(vectors, all, Distance.EUCLIDEAN);
        progress.stage(STAGE, vectors.rows());
        double variance = frame.squares(vectors);
        Eigen directions = Directions.of(vectors, frame, variance, components, progress);
        progress.step(vectors.rows());
        return new Pca(frame, directions, components, variance, vectors);
    }

    /// Where the rows lie, `[n × components]`, around 0.
    public Matrix points() {
        return points;
    }

    /// The share of the variance along each component, largest first; 0 where there is none.
    public List<Double> explainedVariance() {
        return IntStream.range(0, components)
                .mapToObj(i -> i < directions.count() ? Math.clamp(directions.value(i) / variance, 0, 1) : 0.0)
                .toList();
    }

    /// Where other rows lie along the same directions.
    ///
    /// @param vectors `[m × d]`
    /// @return `[m × components]`
    public Matrix project(Matrix vectors) {
        Matrix projected = Matrix.zeros(vectors.rows(), components);
        Blocks.of(vectors.rows()).forEach((from, to) -> {
            double[] row = new double[vectors.columns()];
            for (int i = from; i < to; i++) {
                frame.read(vectors, i, row);
                for (int j = 0; j < directions.count(); j++) {
                    double along = Doubles.dot(directions.vector(j), row, 0);
                    projected.values()[i * components + j] = (float) (along / frame.scale());
                }
            }
        });
        return projected;
    }
}
