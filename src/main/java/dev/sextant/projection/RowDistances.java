package dev.sextant.projection;

import dev.sextant.vectors.Matrix;

/// Distances of rows of one matrix to rows of another, or of itself, in double precision, rounded to float32 at the
/// end.
/// Equal rows are 0 apart, but a row of zeros is 1 from every row by cosine, itself included. Thread-safe.
final class RowDistances {
    private final Matrix rows;
    private final Matrix others;
    private final Distance distance;
    private final double[] squares;
    private final double[] otherSquares;

    private RowDistances(Matrix rows, Matrix others, Distance distance, double[] squares, double[] otherSquares) {
        this.rows = rows;
        this.others = others;
        this.distance = distance;
        this.squares = squares;
        this.otherSquares = otherSquares;
    }

    static RowDistances within(Matrix rows, Distance distance) {
        double[] squares = squares(rows, distance);
        return new RowDistances(rows, rows, distance, squares, squares);
    }

    static RowDistances between(Matrix rows, Matrix others, Distance distance) {
        return new RowDistances(rows, others, distance, squares(rows, distance), squares(others, distance));
    }

    private static double[] squares(Matrix rows, Distance distance) {
        double[] squares = new double[distance == Distance.COSINE ? rows.rows() : 0];
        Blocks.of(squares.length).forEach((from, to) -> {
            for (int row = from; row < to; row++) {
                squares[row] = dot(rows, row, rows, row);
            }
        });
        return squares;
    }

    /// @param row of the first matrix
    /// @param other of the second
    /// @return 0 or more
    float of(int row, int other) {
        return (float)
                switch (distance) {
                    case COSINE -> cosineDistance(row, other);
                    case EUCLIDEAN -> Math.sqrt(squaredDifference(row, other));
                };
    }

    private double cosineDistance(int row, int other) {
        // The root of the product, not the product of roots: for a row with itself it is the square to the bit.
        double lengths = Math.sqrt(squares[row] * otherSquares[other]);
        return lengths > 0 ? Math.max(0, 1 - dot(rows, row, others, other) / lengths) : 1;
    }

    /// Four sums, because one would wait for every addition.
    private static double dot(Matrix rows, int row, Matrix others, int other) {
        float[] a = rows.values();
        float[] b = others.values();
        int columns = rows.columns();
        int i = row * columns;
        int j = other * columns;
        int end = i + columns;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (; i < end - 3; i += 4, j += 4) {
            s0 += (double) a[i] * b[j];
            s1 += (double) a[i + 1] * b[j + 1];
            s2 += (double) a[i + 2] * b[j + 2];
            s3 += (double) a[i + 3] * b[j + 3];
        }
        for (; i < end; i++, j++) {
            s0 += (double) a[i] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }

    private double squaredDifference(int row, int other) {
        float[] a = rows.values();
        float[] b = others.values();
        int columns = rows.columns();
        int i = row * columns;
        int j = other * columns;
        int end = i + columns;
        double even = 0;
        double odd = 0;
        for (; i < end - 1; i += 2, j += 2) {
            double first = (double) a[i] - b[j];
            double second = (double) a[i + 1] - b[j + 1];
            even += first * first;
            odd += second * second;
        }
        if (i < end) {
            double last = (double) a[i] - b[j];
            even += last * last;
        }
        return even + odd;
    }
}
