package dev.sextant.projection;

import java.util.Arrays;

/// The nearest center of every row. Mutable.
final class Assignment {
    private final int[] clusters;
    private final float[] squaredDistances;

    private Assignment(int rows) {
        this.clusters = new int[rows];
        this.squaredDistances = new float[rows];
    }

    /// Assigns rows by products of blocks of rows with blocks of centers, ties to the lower center.
    ///
    /// @param centers in the rows' frame, at least one
    static Assignment of(FramedRows rows, double[][] centers, Tiles tiles) {
        try (FramedRows framed = framed(centers)) {
            return of(rows, framed, tiles);
        }
    }

    /// Assigns rows to centers that are in native memory already.
    static Assignment of(FramedRows rows, FramedRows centers, Tiles tiles) {
        Assignment assignment = new Assignment(rows.count());
        new Blocks(rows.count(), Tiles.ROWS)
                .forEach((from, to) -> tiles.use(tile -> assignment.assign(rows, from, to, centers, tile)));
        return assignment;
    }

    /// Copies centers to native memory.
    static FramedRows framed(double[][] centers) {
        return FramedRows.of(
                centers.length, centers[0].length, (i, into) -> System.arraycopy(centers[i], 0, into, 0, into.length));
    }

    private void assign(FramedRows rows, int from, int to, FramedRows centers, Tiles.Tile tile) {
        float[] best = new float[to - from];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        Blocks blocks = new Blocks(centers.count(), Tiles.ROWS);
        for (int block = 0; block < blocks.blocks(); block++) {
            int first = blocks.from(block);
            int count = blocks.to(block) - first;
            rows.products(from, to, centers, first, first + count, tile.products());
            for (int row = from; row < to; row++) {
                float[] line = tile.line(row - from, count);
                for (int i = 0; i < count; i++) {
                    float score = line[i] - centers.halfSquares()[first + i];
                    if (score > best[row - from]) {
                        best[row - from] = score;
                        clusters[row] = first + i;
                    }
                }
            }
        }
        for (int row = from; row < to; row++) {
            squaredDistances[row] = Math.max(0, 2 * (rows.halfSquares()[row] - best[row - from]));
        }
    }

    int rows() {
        return clusters.length;
    }

    int cluster(int row) {
        return clusters[row];
    }

    boolean isSame(Assignment other) {
        return Arrays.equals(clusters, other.clusters);
    }

    /// Rows of every cluster.
    int[] sizes(int count) {
        int[] sizes = new int[count];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        return sizes;
    }

    /// Gives every cluster without rows one that is far from its own center, the farthest first. A row that is alone
    /// stays, and so does one that is no distance away.
    void fillEmpty(int count) {
        int[] sizes = sizes(count);
        int empty = (int) Arrays.stream(sizes).filter(size -> size == 0).count();
        if (empty == 0) {
            return;
        }
        int[] farthest = farthest(Math.min(2 * empty, clusters.length));
        int next = 0;
        for (int cluster = 0; cluster < count; cluster++) {
            while (sizes[cluster] == 0 && next < farthest.length) {
                int row = farthest[next++];
                if (sizes[clusters[row]] > 1 && squaredDistances[row] > 0) {
                    sizes[clusters[row]]--;
                    sizes[cluster]++;
                    clusters[row] = cluster;
                    squaredDistances[row] = 0;
                }
            }
        }
    }

    private int[] farthest(int count) {
        Shortlists farthest = new Shortlists(1, count);
        for (int row = 0; row < clusters.length; row++) {
            farthest.offer(0, row, squaredDistances[row]);
        }
        return farthest.best(0);
    }
}
