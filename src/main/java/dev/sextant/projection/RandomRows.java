package dev.sextant.projection;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// Samples of rows.
final class RandomRows {
    private RandomRows() {}

    /// Different rows, any as likely as any other.
    ///
    /// @param count rows to choose from
    /// @param size 0..count; all rows where it is `count`
    /// @return ascending
    static int[] of(int count, int size, Random random) {
        int[] rows = IntStream.range(0, count).toArray();
        if (size == count) {
            return rows;
        }
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(count - i);
            int row = rows[other];
            rows[other] = rows[i];
            rows[i] = row;
        }
        int[] chosen = Arrays.copyOf(rows, size);
        Arrays.sort(chosen);
        return chosen;
    }
}
