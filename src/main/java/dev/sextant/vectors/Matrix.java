package dev.sextant.vectors;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

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

    /// A matrix with a copy of the given rows.
    ///
    /// @param vectors at least one, all of the same length
    /// @throws IllegalArgumentException if the lengths differ
    public static Matrix ofRows(List<float[]> vectors) {
        Matrix matrix = zeros(vectors.size(), vectors.getFirst().length);
        for (int row = 0; row < vectors.size(); row++) {
            matrix.setRow(row, vectors.get(row));
        }
        return matrix;
    }

    /// A copy of one row.
    public float[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /// The rows as a list that copies a row when it is read.
    public List<float[]> asRows() {
        return new AbstractList<>() {
            @Override
            public float[] get(int row) {
                return row(row);
            }

            @Override
            public int size() {
                return rows;
            }
        };
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

    /// L2 length of one row, in double precision.
    public double rowLength(int row) {
        Objects.checkIndex(row, rows);
        double squares = 0;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    /// Scales every row to unit L2 length, in place; a row of zeros stays as it is.
    public void normalizeRows() {
        for (int row = 0; row < rows; row++) {
            double length = rowLength(row);
            if (length > 0) {
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    values[i] = (float) (values[i] / length);
                }
            }
        }
    }

    /// Copies what is above the diagonal below it, in place.
    ///
    /// @throws IllegalArgumentException if there are not as many rows as columns
    public void mirrorUpperTriangle() {
        if (rows != columns) {
            throw new IllegalArgumentException("%d × %d is not square".formatted(rows, columns));
        }
        IntStream.range(0, rows).parallel().forEach(row -> {
            for (int column = 0; column < row; column++) {
                values[row * columns + column] = values[column * columns + row];
            }
        });
    }
}
