package dev.sextant.vectors;

import java.util.Arrays;
import java.util.Objects;

/// A matrix of float32, row-major: one row a text, one column a dimension. Mutable, not thread-safe while written.
public final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] values;

    private Matrix(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /// A matrix of zeros.
    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    /// A matrix over the given values, `[rows × columns]`, which are not copied.
    ///
    /// @throws IllegalArgumentException if the length is not `rows × columns`
    public static Matrix of(int rows, int columns, float[] values) {
        if (values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    "%d × %d needs %d values, got %d".formatted(rows, columns, (long) rows * columns, values.length));
        }
        return new Matrix(rows, columns, values);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// The backing values, row-major; not a copy.
    public float[] values() {
        return values;
    }

    /// A copy of one row.
    public float[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /// Overwrites one row.
    ///
    /// @throws IllegalArgumentException if the vector's length is not the number of columns
    public void setRow(int row, float[] vector) {
        Objects.checkIndex(row, rows);
        if (vector.length != columns) {
            throw new IllegalArgumentException("dimensions differ: %d and %d".formatted(columns, vector.length));
        }
        System.arraycopy(vector, 0, values, row * columns, columns);
    }

    /// The first columns of every row, as Matryoshka models allow; `this` where that is all of them.
    ///
    /// @param count 1..columns
    public Matrix leadingColumns(int count) {
        Objects.checkFromToIndex(1, count, columns);
        if (count == columns) {
            return this;
        }
        Matrix leading = zeros(rows, count);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns, leading.values, row * count, count);
        }
        return leading;
    }

    /// Scales every row to unit L2 length, in place; a row of zeros stays as it is.
    public void normalizeRows() {
        for (int start = 0; start < values.length; start += columns) {
            double squares = 0;
            for (int i = start; i < start + columns; i++) {
                squares += (double) values[i] * values[i];
            }
            if (squares > 0) {
                double scale = 1 / Math.sqrt(squares);
                for (int i = start; i < start + columns; i++) {
                    values[i] = (float) (values[i] * scale);
                }
            }
        }
    }
}
