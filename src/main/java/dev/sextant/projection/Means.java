package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Means of clusters of weighted rows, in double precision, each summed in the order of its rows.
final class Means {
    private final int columns;
    private final ColumnMeans.Reader reader;
    private final int[] weights;

    /// @param reader reads rows less their mean
    /// @param weights of every row, 1 or more
    Means(int columns, ColumnMeans.Reader reader, int[] weights) {
        this.columns = columns;
        this.reader = reader;
        this.weights = weights;
    }

    /// Copies of some rows.
    double[][] rows(int[] chosen) {
        return Arrays.stream(chosen).mapToObj(this::row).toArray(double[][]::new);
    }

    private double[] row(int row) {
        double[] values = new double[columns];
        reader.read(row, values);
        return values;
    }

    /// The variance of rows, shared among the columns.
    double columnVariance() {
        Blocks blocks = Blocks.of(weights.length);
        double squares =
                Arrays.stream(blocks.mapToDouble(this::squares).toArray()).sum();
        return squares / columns / Arrays.stream(weights).asLongStream().sum();
    }

    private double squares(int from, int to) {
        double[] row = new double[columns];
        double squares = 0;
        for (int i = from; i < to; i++) {
            reader.read(i, row);
            for (double value : row) {
                squares += weights[i] * value * value;
            }
        }
        return squares;
    }

    /// Moves every center to the mean of its rows; one without rows stays.
    ///
    /// @return the sum of the squared ways
    double move(double[][] centers, Assignment assignment) {
        int[][] members = members(centers.length, assignment);
        double[] moved = IntStream.range(0, centers.length)
                .parallel()
                .mapToDouble(cluster -> move(centers[cluster], members[cluster]))
                .toArray();
        return Doubles.sum(moved);
    }

    private static int[][] members(int count, Assignment assignment) {
        int[] sizes = assignment.sizes(count);
        int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = assignment.rows() - 1; row >= 0; row--) {
            int cluster = assignment.cluster(row);
            members[cluster][--sizes[cluster]] = row;
        }
        return members;
    }

    private double move(double[] center, int[] members) {
        if (members.length == 0) {
            return 0;
        }
        double[] mean = mean(members);
        double squares = 0;
        for (int column = 0; column < columns; column++) {
            double way = mean[column] - center[column];
            squares += way * way;
            center[column] = mean[column];
        }
        return squares;
    }

    private double[] mean(int[] members) {
        double[] row = new double[columns];
        double[] sum = new double[columns];
        long weight = 0;
        for (int member : members) {
            reader.read(member, row);
            weight += weights[member];
            for (int column = 0; column < columns; column++) {
                sum[column] += weights[member] * row[column];
            }
        }
        for (int column = 0; column < columns; column++) {
            sum[column] /= weight;
        }
        return sum;
    }
}
