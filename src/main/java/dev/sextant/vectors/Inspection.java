package dev.sextant.vectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// What a person looks at first in a set of vectors. All statistics are over the given values, as a population (÷ n).
///
/// @param rows number of vectors
/// @param dimensions length of a vector
/// @param bytes size of the vectors as they were returned, before base64
/// @param dtype the returned number type, `float32`, `int8` or `bit`
/// @param zeroShare share of values that are exactly zero, 0..1
/// @param norms L2 lengths of the rows
/// @param first the first 10 values of each of the first 10 rows
/// @param dimensionVariance variance of each dimension, `[dimensions]`
/// @param histogram the values in 50 equal bins from minimum to maximum
public record Inspection(
        int rows,
        int dimensions,
        long bytes,
        String dtype,
        double min,
        double max,
        double mean,
        double standardDeviation,
        double zeroShare,
        Norms norms,
        List<List<Float>> first,
        List<Double> dimensionVariance,
        Histogram histogram) {

    private static final int BINS = 50;
    private static final int FIRST = 10;

    /// L2 lengths of the rows.
    public record Norms(double min, double mean, double max, double standardDeviation, List<Double> values) {}

    /// How often values occur.
    ///
    /// @param edges `[bins + 1]`, ascending; a bin includes its lower edge, the last one both
    /// @param counts `[bins]`
    public record Histogram(List<Double> edges, List<Long> counts) {}

    /// Inspects vectors.
    ///
    /// @param matrix at least one row
    /// @param bytes size of the vectors as returned
    /// @param dtype their number type
    public static Inspection of(Matrix matrix, long bytes, String dtype) {
        Spread values = Spread.of(matrix.values());
        double[] norms = norms(matrix);
        Spread lengths = Spread.of(norms);
        return new Inspection(
                matrix.rows(),
                matrix.columns(),
                bytes,
                dtype,
                values.min,
                values.max,
                values.mean,
                values.standardDeviation,
                values.zeroShare,
                new Norms(lengths.min, lengths.mean, lengths.max, lengths.standardDeviation, boxed(norms)),
                first(matrix),
                boxed(dimensionVariance(matrix)),
                histogram(matrix.values(), values.min, values.max));
    }

    private record Spread(double min, double max, double mean, double standardDeviation, double zeroShare) {

        static Spread of(float[] values) {
            return of(IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .toArray());
        }

        /// Two passes: the mean first, then the squares around it, so that no precision is lost to cancellation.
        static Spread of(double[] values) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            long zeros = 0;
            for (double value : values) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                zeros += value == 0 ? 1 : 0;
            }
            double mean = sum / values.length;
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Spread(min, max, mean, Math.sqrt(squares / values.length), (double) zeros / values.length);
        }
    }

    private static double[] norms(Matrix matrix) {
        double[] norms = new double[matrix.rows()];
        for (int row = 0; row < norms.length; row++) {
            double squares = 0;
            for (float value : matrix.row(row)) {
                squares += (double) value * value;
            }
            norms[row] = Math.sqrt(squares);
        }
        return norms;
    }

    private static double[] dimensionVariance(Matrix matrix) {
        int columns = matrix.columns();
        double[] mean = new double[columns];
        double[] variance = new double[columns];
        float[] values = matrix.values();
        for (int i = 0; i < values.length; i++) {
            mean[i % columns] += values[i] / (double) matrix.rows();
        }
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean[i % columns];
            variance[i % columns] += off * off / matrix.rows();
        }
        return variance;
    }

    private static List<List<Float>> first(Matrix matrix) {
        List<List<Float>> first = new ArrayList<>();
        for (int row = 0; row < Math.min(FIRST, matrix.rows()); row++) {
            List<Float> values = new ArrayList<>();
            for (int column = 0; column < Math.min(FIRST, matrix.columns()); column++) {
                values.add(matrix.values()[row * matrix.columns() + column]);
            }
            first.add(values);
        }
        return first;
    }

    private static Histogram histogram(float[] values, double min, double max) {
        double width = (max - min) / BINS;
        List<Double> edges = IntStream.rangeClosed(0, BINS)
                .mapToObj(i -> i == BINS ? max : min + i * width)
                .toList();
        List<Long> counts = new ArrayList<>(Collections.nCopies(BINS, 0L));
        for (float value : values) {
            int bin = width == 0 ? 0 : (int) Math.min(BINS - 1, (value - min) / width);
            counts.set(bin, counts.get(bin) + 1);
        }
        return new Histogram(edges, counts);
    }

    private static List<Double> boxed(double[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
