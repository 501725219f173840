package dev.sextant.projection;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Who is near whom, and how much so: a symmetric sparse matrix of weights, 0..1, without a diagonal. A row's
/// columns ascend.
///
/// It is the union of every row's fuzzy neighborhood: rows a and b are joined with `p + q - p q`, where p is the
/// membership of b in a's neighborhood and q that of a in b's.
///
/// Memory: at most `16 × neighbors` bytes a row, and twice that while it is made. An edge of cosine distance 2 is
/// kept, where the reference cuts it: a row that only has opposites still needs a place.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 3.1 and algorithm 1</a>
final class FuzzyGraph {
    private final int[] starts;
    private final int[] columns;
    private final float[] weights;

    private FuzzyGraph(int[] starts, int[] columns, float[] weights) {
        this.starts = starts;
        this.columns = columns;
        this.weights = weights;
    }

    /// A graph of the nearest neighbors.
    ///
    /// @param used how many neighbors of each row count, 1 to `neighbors.count()`
    static FuzzyGraph of(Neighbors neighbors, int used) {
        FuzzyGraph directed = directed(neighbors, used);
        return directed.union(directed.transposed());
    }

    int rows() {
        return starts.length - 1;
    }

    /// Where a row's edges start; they end where the next row's start. `row` may be [#rows].
    int start(int row) {
        return starts[row];
    }

    int column(int edge) {
        return columns[edge];
    }

    float weight(int edge) {
        return weights[edge];
    }

    int edges() {
        return columns.length;
    }

    /// The sum of a row's weights, at least 1.
    double degree(int row) {
        double sum = 0;
        for (int edge = starts[row]; edge < starts[row + 1]; edge++) {
            sum += weights[edge];
        }
        return sum;
    }

    /// The graph of some rows and of the edges between them.
    ///
    /// @param rows of this graph; their positions are the row numbers of the result, whose columns ascend only if
    ///     they do
    FuzzyGraph among(int[] rows) {
        int[] position = new int[rows()];
        Arrays.fill(position, -1);
        for (int i = 0; i < rows.length; i++) {
            position[rows[i]] = i;
        }
        int most = Arrays.stream(rows).map(row -> starts[row + 1] - starts[row]).sum();
        Edges edges = new Edges(rows.length, most);
        for (int row : rows) {
            for (int edge = starts[row]; edge < starts[row + 1]; edge++) {
                edges.add(position[columns[edge]], position[columns[edge]] < 0 ? 0 : weights[edge]);
            }
            edges.endRow();
        }
        return edges.graph();
    }

    private static FuzzyGraph directed(Neighbors neighbors, int used) {
        int rows = neighbors.rows();
        float[] strengths = Memberships.within(neighbors, used);
        int[] columns = new int[strengths.length];
        IntStream.range(0, rows).parallel().forEach(row -> {
            long[] sorted = new long[used];
            for (int rank = 0; rank < used; rank++) {
                sorted[rank] =
                        (long) neighbors.index(row, rank) << 32 | Float.floatToIntBits(strengths[row * used + rank]);
            }
            Arrays.sort(sorted);
            for (int rank = 0; rank < used; rank++) {
                columns[row * used + rank] = (int) (sorted[rank] >>> 32);
                strengths[row * used + rank] = Float.intBitsToFloat((int) sorted[rank]);
            }
        });
        int[] starts = IntStream.rangeClosed(0, rows).map(row -> row * used).toArray();
        return new FuzzyGraph(starts, columns, strengths);
    }

    /// By counting: rows are passed in order, so that columns ascend again.
    private FuzzyGraph transposed() {
        int[] ends = new int[rows() + 1];
        for (int column : columns) {
            ends[column + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] transposedStarts = ends.clone();
        int[] transposedColumns = new int[columns.length];
        float[] transposedWeights = new float[columns.length];
        for (int row = 0; row < rows(); row++) {
            for (int edge = starts[row]; edge < starts[row + 1]; edge++) {
                int at = ends[columns[edge]]++;
                transposedColumns[at] = row;
                transposedWeights[at] = weights[edge];
            }
        }
        return new FuzzyGraph(transposedStarts, transposedColumns, transposedWeights);
    }

    private FuzzyGraph union(FuzzyGraph other) {
        int[] ends = new int[rows() + 1];
        IntStream.range(0, rows()).parallel().forEach(row -> ends[row + 1] = mergedSize(row, other));
        Arrays.parallelPrefix(ends, Math::addExact);
        int[] mergedColumns = new int[ends[rows()]];
        float[] mergedWeights = new float[ends[rows()]];
        IntStream.range(0, rows())
                .parallel()
                .forEach(row -> merge(row, other, ends[row], mergedColumns, mergedWeights));
        return new FuzzyGraph(ends, mergedColumns, mergedWeights);
    }

    private int mergedSize(int row, FuzzyGraph other) {
        int size = 0;
        int mine = starts[row];
        int theirs = other.starts[row];
        while (mine < starts[row + 1] || theirs < other.starts[row + 1]) {
            int column = Math.min(columnOr(mine, row), other.columnOr(theirs, row));
            mine += columnOr(mine, row) == column ? 1 : 0;
            theirs += other.columnOr(theirs, row) == column ? 1 : 0;
            size++;
        }
        return size;
    }

    private void merge(int row, FuzzyGraph other, int at, int[] mergedColumns, float[] mergedWeights) {
        int mine = starts[row];
        int theirs = other.starts[row];
        for (int to = at; mine < starts[row + 1] || theirs < other.starts[row + 1]; to++) {
            int column = Math.min(columnOr(mine, row), other.columnOr(theirs, row));
            double p = columnOr(mine, row) == column ? weights[mine++] : 0;
            double q = other.columnOr(theirs, row) == column ? other.weights[theirs++] : 0;
            mergedColumns[to] = column;
            mergedWeights[to] = (float) (p + q - p * q);
        }
    }

    /// The column of an edge, or one beyond all where the row has ended.
    private int columnOr(int edge, int row) {
        return edge < starts[row + 1] ? columns[edge] : Integer.MAX_VALUE;
    }

    /// Edges as they are gathered, row after row.
    private static final class Edges {
        private final int[] starts;
        private final int[] columns;
        private final float[] weights;
        private int rows;
        private int count;

        Edges(int rows, int most) {
            starts = new int[rows + 1];
            columns = new int[most];
            weights = new float[most];
        }

        /// Leaves out what weighs nothing.
        void add(int column, float weight) {
            if (weight > 0) {
                columns[count] = column;
                weights[count++] = weight;
            }
        }

        void endRow() {
            starts[++rows] = count;
        }

        FuzzyGraph graph() {
            return new FuzzyGraph(starts, Arrays.copyOf(columns, count), Arrays.copyOf(weights, count));
        }
    }
}
