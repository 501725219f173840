package dev.sextant.projection;

/// Neighbors while they are being found. Thread-safe as long as every row is put once.
final class Found {
    /// No row to leave out.
    static final int NONE = -1;

    private final int rows;
    private final int count;
    private final int[] indices;
    private final float[] distances;

    Found(int rows, int count) {
        this.rows = rows;
        this.count = count;
        this.indices = new int[Math.multiplyExact(rows, count)];
        this.distances = new float[indices.length];
    }

    /// Keeps a row's neighbors.
    ///
    /// @param ranked as [Ranking#ranked] gives it, at least as many as are kept, beside the one that is left out
    /// @param without a row to leave out, or [#NONE]
    void put(int row, long[] ranked, int without) {
        int at = row * count;
        for (int i = 0; at < (row + 1) * count; i++) {
            if ((int) ranked[i] != without) {
                indices[at] = (int) ranked[i];
                distances[at] = Float.intBitsToFloat((int) (ranked[i] >> Integer.SIZE));
                at++;
            }
        }
    }

    Neighbors neighbors() {
        return Neighbors.of(rows, count, indices, distances);
    }
}
