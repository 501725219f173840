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

    /// Sums blocks in parallel, and their sums in order, so that it is the same for any number of threads. What is
    /// summed
    /// are differences from the first row: a column that is constant has its value as mean, to the bit.
    ///
    /// @param count rows, 1 or more
    /// @return `[columns]`
    static double[] of(int count, int columns, Reader reader) {
        double[] mean = new double[columns];
        reader.read(0, mean);
        double[] first = mean.clone();
        Blocks blocks = Blocks.of(count);
        double[][] sums = IntStream.range(0, blocks.blocks())
                .parallel()
                .mapToObj(block -> sum(blocks.from(block), blocks.to(block), first, reader))
                .toArray(double[][]::new);
        for (double[] sum : sums) {
            for (int column = 0; column < columns; column++) {
                mean[column] += sum[column] / count;
            }
        }
        return mean;
    }

    private static double[] sum(int from, int to, double[] first, Reader reader) {
        double[] sum = new double[first.length];
        double[] row = new double[first.length];
        for (int i = from; i < to; i++) {
            reader.read(i, row);
            for (int column = 0; column < first.length; column++) {
                sum[column] += row[column] - first[column];
            }
        }
        return sum;
    }
}
