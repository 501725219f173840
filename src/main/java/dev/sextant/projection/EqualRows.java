package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;

/// Finds rows with the same values.
final class EqualRows {
    private final Matrix vectors;
    /// The first of equal rows, by hash, open addressing; -1 for a free place.
    private final int[] places;

    private EqualRows(Matrix vectors) {
        this.vectors = vectors;
        this.places = new int[Integer.highestOneBit(Math.max(1, vectors.rows())) * 4];
        Arrays.fill(places, -1);
    }

    /// @return a number for each row, the same for equal rows, from 0 in the order in which they first occur
    static int[] numbers(Matrix vectors) {
        var rows = new EqualRows(vectors);
        int[] numbers = new int[vectors.rows()];
        int count = 0;
        for (int row = 0; row < numbers.length; row++) {
            int first = rows.first(row);
            numbers[row] = first == row ? count++ : numbers[first];
        }
        return numbers;
    }

    private int first(int row) {
        int place = hash(row) & (places.length - 1);
        while (places[place] >= 0 && !isEqual(places[place], row)) {
            place = (place + 1) & (places.length - 1);
        }
        if (places[place] < 0) {
            places[place] = row;
        }
        return places[place];
    }

    private int hash(int row) {
        int columns = vectors.columns();
        int hash = 1;
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            hash = 31 * hash + Float.floatToIntBits(vectors.values()[i]);
        }
        return hash ^ (hash >>> 15);
    }

    private boolean isEqual(int a, int b) {
        int columns = vectors.columns();
        float[] values = vectors.values();
        return Arrays.equals(values, a * columns, (a + 1) * columns, values, b * columns, (b + 1) * columns);
    }
}
