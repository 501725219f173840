package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// How rows are moved and scaled before they are multiplied in float32, so that products are small where rows are near
/// the middle and nothing overflows: to unit length for cosine, then less the mean, then, for L2 distance, to lengths
/// of
/// at most 1. Squared L2 distances between framed rows rank as the distances themselves do.
final class Frame {
    private final Distance distance;
    private final double[] mean;
    private final double scale;

    private Frame(Distance distance, double[] mean, double scale) {
        this.distance = distance;
        this.mean = mean;
        this.scale = scale;
    }

    /// The frame of some rows.
    ///
    /// @param rows where the chosen are; finite
    /// @param chosen row numbers, at least one; for cosine without rows of zeros
    static Frame of(Matrix rows, int[] chosen, Distance distance) {
        Frame unmoved = new Frame(distance, new double[rows.columns()], 1);
        double[] mean = ColumnMeans.of(chosen.length, rows.columns(), (i, into) -> unmoved.read(rows, chosen[i], into));
        Frame centered = new Frame(distance, mean, 1);
        return distance == Distance.COSINE ? centered : new Frame(distance, mean, 1 / longest(centered, rows, chosen));
    }

    private static double longest(Frame frame, Matrix rows, int[] chosen) {
        double longest = Math.sqrt(Blocks.of(chosen.length)
                .mapToDouble((from, to) -> {
                    double[] row = new double[rows.columns()];
                    double most = 0;
                    for (int i = from; i < to; i++) {
                        frame.read(rows, chosen[i], row);
                        most = Math.max(most, Doubles.dot(row, row, 0));
                    }
                    return most;
                })
                .max()
                .orElse(0));
        return longest > 0 ? longest : 1;
    }

    /// Puts a row into the frame.
    ///
    /// @param rows of as many columns as those that the frame was made of
    /// @param into `[columns]`
    void read(Matrix rows, int row, double[] into) {
        double length = distance == Distance.COSINE ? rows.rowLength(row) : 1;
        double unit = length > 0 ? 1 / length : 0;
        int start = row * rows.columns();
        for (int column = 0; column < into.length; column++) {
            into[column] = (rows.values()[start + column] * unit - mean[column]) * scale;
        }
    }

    /// The sum of the squared lengths of all rows, framed.
    double squares(Matrix rows) {
        double[] sums = Blocks.of(rows.rows())
                .mapToDouble((from, to) -> {
                    double[] row = new double[rows.columns()];
                    double sum = 0;
                    for (int i = from; i < to; i++) {
                        read(rows, i, row);
                        sum += Doubles.dot(row, row, 0);
                    }
                    return sum;
                })
                .toArray();
        return Doubles.sum(sums);
    }

    /// Puts some columns of a row into an L2 frame, rounded.
    ///
    /// @param into from its start
    void readColumns(Matrix rows, int row, int from, int to, float[] into) {
        int start = row * rows.columns();
        for (int column = from; column < to; column++) {
            into[column - from] = (float) ((rows.values()[start + column] - mean[column]) * scale);
        }
    }

    /// What lengths are multiplied by.
    double scale() {
        return scale;
    }

    /// Takes a row of an L2 frame out of it.
    float[] unframed(double[] row) {
        float[] values = new float[row.length];
        for (int column = 0; column < row.length; column++) {
            values[column] = (float) (row[column] / scale + mean[column]);
        }
        return values;
    }
}
