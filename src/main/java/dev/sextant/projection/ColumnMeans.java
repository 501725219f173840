package dev.sextant.projection;

import java.util.stream.IntStream;

/// The mean of rows, in double precision.
final class ColumnMeans {
    private ColumnMeans() {}

    /// Gives one row after another.
    interface Reader {
        /// @param into `[columns]`
        void read(int row, double[] into);
    }

    /// Sums blocks in parallel, and their sums in order, so that it is the same for any number of threads.
    ///
    /// @return `[columns]`
    static double[] of(int count, int columns, Reader reader) {
        Blocks blocks = Blocks.of(count);
        double[][] sums = IntStream.range(0, blocks.blocks())
                .parallel()
                .mapToObj(block -> sum(blocks.from(block), blocks.to(block), columns, reader))
                .toArray(double[][]::new);
        double[] mean = new double[columns];
        for (double[] sum : sums) {
            for (int column = 0; column < columns; column++) {
                mean[column] += sum[column] / count;
            }
        }
        return mean;
    }

    private static double[] sum(int from, int to, int columns, Reader reader) {
        double[] sum = new double[columns];
        double[] row = new double[columns];
        for (int i = from; i < to; i++) {
            reader.read(i, row);
            for (int column = 0; column < columns; column++) {
                sum[column] += row[column];
            }
        }
        return sum;
    }
}
