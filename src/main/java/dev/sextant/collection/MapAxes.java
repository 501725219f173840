package dev.sextant.collection;

import dev.sextant.vectors.Matrix;

/// A linear map from vectors to points: what a map by principal components is.
///
/// @param mean of the vectors that the map was made of, `[1 × dimensions]`
/// @param directions `[components × dimensions]`, of unit length, or zero where a component is constant
public record MapAxes(Matrix mean, Matrix directions) {

    /// The axes of a map by principal components, found again from its points: `Xᵀy / yᵀy` for each component `y` of
    /// centered vectors `X = U S Vᵀ`, which is a column of `V` since `y` is one of `U S`. O(rows × dimensions).
    ///
    /// @param vectors `[rows × dimensions]`
    /// @param points of the same rows, `[rows × components]`, not turned or scaled
    static MapAxes of(Matrix vectors, Matrix points) {
        int dimensions = vectors.columns();
        double[] mean = new double[dimensions];
        double[][] sums = new double[points.columns()][dimensions];
        double[] squares = new double[points.columns()];
        for (int row = 0; row < vectors.rows(); row++) {
            add(vectors, row, 1, mean);
            for (int component = 0; component < sums.length; component++) {
                double point = points.values()[row * points.columns() + component];
                squares[component] += point * point;
                // The points' mean is zero, so that the vectors need not be centered.
                add(vectors, row, point, sums[component]);
            }
        }
        Matrix directions = Matrix.zeros(sums.length, dimensions);
        for (int component = 0; component < sums.length; component++) {
            directions.setRow(component, scaled(sums[component], squares[component]));
        }
        return new MapAxes(Matrix.of(1, dimensions, scaled(mean, vectors.rows())), directions);
    }

    private static void add(Matrix vectors, int row, double times, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * vectors.values()[row * sum.length + i];
        }
    }

    private static float[] scaled(double[] sum, double by) {
        float[] scaled = new float[sum.length];
        for (int i = 0; i < sum.length && by > 0; i++) {
            scaled[i] = (float) (sum[i] / by);
        }
        return scaled;
    }

    /// Where other vectors lie.
    ///
    /// @param vectors `[rows × dimensions]`
    /// @return `[rows × components]`
    Matrix place(Matrix vectors) {
        Matrix points = Matrix.zeros(vectors.rows(), directions.rows());
        for (int row = 0; row < vectors.rows(); row++) {
            for (int component = 0; component < directions.rows(); component++) {
                double sum = 0;
                for (int i = 0; i < vectors.columns(); i++) {
                    sum += (double) directions.values()[component * vectors.columns() + i]
                            * (vectors.values()[row * vectors.columns() + i] - mean.values()[i]);
                }
                points.values()[row * directions.rows() + component] = (float) sum;
            }
        }
        return points;
    }
}
