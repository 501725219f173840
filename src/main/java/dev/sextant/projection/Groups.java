package dev.sextant.projection;

import java.util.Arrays;

/// Numbers of groups, one a row.
final class Groups {
    private Groups() {}

    /// Rows sorted by group, within a group ascending.
    ///
    /// @param groups `0..count - 1`
    static int[] order(int[] groups, int count) {
        int[] next = starts(groups, count);
        int[] order = new int[groups.length];
        for (int row = 0; row < groups.length; row++) {
            order[next[groups[row]]++] = row;
        }
        return order;
    }

    /// Where each group begins in [#order], `[count + 1]`.
    static int[] starts(int[] groups, int count) {
        int[] starts = new int[count + 1];
        for (int group : groups) {
            starts[group + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    /// Numbers groups from 0 in the order in which they first occur, in place.
    ///
    /// @param groups `0..bound - 1`
    /// @return how many there are
    static int compact(int[] groups, int bound) {
        int[] numbers = new int[bound];
        Arrays.fill(numbers, -1);
        int count = 0;
        for (int row = 0; row < groups.length; row++) {
            if (numbers[groups[row]] < 0) {
                numbers[groups[row]] = count++;
            }
            groups[row] = numbers[groups[row]];
        }
        return count;
    }
}
