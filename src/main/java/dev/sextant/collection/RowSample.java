package dev.sextant.collection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// Rows drawn by chance.
public final class RowSample {
    private RowSample() {}

    /// Each row as likely as any other, in row order; all where there are no more.
    public static List<Integer> of(BitSet live, int atMost, long seed) {
        Random random = new Random(seed);
        int[] rows = live.stream().toArray();
        int wanted = Math.min(atMost, rows.length);
        int drawn = 0;
        for (int i = 0; drawn < wanted; i++) {
            if (random.nextInt(rows.length - i) < wanted - drawn) {
                rows[drawn++] = rows[i];
            }
        }
        return Arrays.stream(rows, 0, wanted).boxed().toList();
    }
}
