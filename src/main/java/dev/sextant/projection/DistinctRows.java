package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Which rows are equal to the bit, `0` and `-0` being the same: groups of rows, numbered by their first member.
/// Whoever
/// looks at one row a group cannot be led astray by kernels that round equal rows differently.
///
/// Cost: one or two passes over the rows, 20 bytes a row.
final class DistinctRows {
    private static final int FREE = -1;

    private final int[] groups;
    private final int[] members;
    private final int[] starts;

    private DistinctRows(int[] groups, int[] members, int[] starts) {
        this.groups = groups;
        this.members = members;
        this.starts = starts;
    }

    static DistinctRows of(Matrix rows) {
        int[] hashes = new int[rows.rows()];
        IntStream.range(0, rows.rows()).parallel().forEach(row -> hashes[row] = hash(rows, row));
        int[] groups = new int[rows.rows()];
        int[] firsts = new int[rows.rows()];
        int[] table = new int[Integer.highestOneBit(Math.max(1, rows.rows())) * 4];
        Arrays.fill(table, FREE);
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            int slot = hashes[row] & (table.length - 1);
            while (table[slot] != FREE && !isEqual(rows, row, firsts[table[slot]], hashes)) {
                slot = (slot + 1) & (table.length - 1);
            }
            if (table[slot] == FREE) {
                firsts[count] = row;
                table[slot] = count++;
            }
            groups[row] = table[slot];
        }
        return of(groups, count);
    }

    /// Members in the order of their rows, group after group.
    private static DistinctRows of(int[] groups, int count) {
        int[] starts = new int[count + 1];
        for (int group : groups) {
            starts[group + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] members = new int[groups.length];
        int[] next = starts.clone();
        for (int row = 0; row < groups.length; row++) {
            members[next[groups[row]]++] = row;
        }
        return new DistinctRows(groups, members, starts);
    }

    private static int hash(Matrix rows, int row) {
        int hash = 1;
        for (int i = row * rows.columns(); i < (row + 1) * rows.columns(); i++) {
            hash = 31 * hash + Float.floatToIntBits(rows.values()[i] + 0f);
        }
        // Floats differ in their upper bits first; the table looks at the lower ones.
        return (hash * 0x9E3779B9) >>> 7;
    }

    private static boolean isEqual(Matrix rows, int a, int b, int[] hashes) {
        if (hashes[a] != hashes[b]) {
            return false;
        }
        for (int column = 0; column < rows.columns(); column++) {
            if (rows.values()[a * rows.columns() + column] != rows.values()[b * rows.columns() + column]) {
                return false;
            }
        }
        return true;
    }

    /// How many groups there are.
    int count() {
        return starts.length - 1;
    }

    /// How many rows there are.
    int rows() {
        return groups.length;
    }

    int groupOf(int row) {
        return groups[row];
    }

    /// Rows in a group, 1 or more.
    int size(int group) {
        return starts[group + 1] - starts[group];
    }

    /// The row that is a group's `rank`-th member, from 0, ascending.
    int member(int group, int rank) {
        return members[starts[group] + rank];
    }

    /// The first member of every group, ascending.
    int[] firsts() {
        return IntStream.range(0, count()).map(group -> member(group, 0)).toArray();
    }
}
