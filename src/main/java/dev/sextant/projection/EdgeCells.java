package dev.sextant.projection;

/// A graph's edges, each once, by the blocks that their ends lie in: edges of cells that have no block in common
/// can be worked on at the same time, because they move different points. Within a cell edges are in the order of
/// their lower ends.
///
/// Memory: 12 bytes an edge.
final class EdgeCells {
    private final int blocks;
    private final int[] starts;
    private final int[] lower;
    private final int[] upper;
    private final float[] intervals;

    private EdgeCells(int blocks, int[] starts) {
        int edges = starts[starts.length - 1];
        this.blocks = blocks;
        this.starts = starts;
        this.lower = new int[edges];
        this.upper = new int[edges];
        this.intervals = new float[edges];
    }

    /// @param graph of rows in the order in which their points lie
    /// @param blocks how the points are parted
    /// @param epochs of the layout: an edge too light to be drawn once in so many is left out
    static EdgeCells of(FuzzyGraph graph, Blocks blocks, int epochs) {
        float heaviest = 0;
        for (int edge = 0; edge < graph.edges(); edge++) {
            heaviest = Math.max(heaviest, graph.weight(edge));
        }
        float most = heaviest;
        int count = blocks.blocks();
        int[] ends = new int[count * count + 1];
        forEach(graph, most / epochs, (row, column, weight) -> ends[cell(row, column, blocks) + 1]++);
        for (int cell = 0; cell < count * count; cell++) {
            ends[cell + 1] += ends[cell];
        }
        EdgeCells cells = new EdgeCells(count, ends.clone());
        forEach(graph, most / epochs, (row, column, weight) -> {
            int at = ends[cell(row, column, blocks)]++;
            cells.lower[at] = row;
            cells.upper[at] = column;
            cells.intervals[at] = most / weight;
        });
        return cells;
    }

    private interface Edge {
        void at(int row, int column, float weight);
    }

    private static void forEach(FuzzyGraph graph, float least, Edge edge) {
        for (int row = 0; row < graph.rows(); row++) {
            for (int at = graph.start(row); at < graph.start(row + 1); at++) {
                if (graph.column(at) > row && graph.weight(at) >= least) {
                    edge.at(row, graph.column(at), graph.weight(at));
                }
            }
        }
    }

    private static int cell(int row, int column, Blocks blocks) {
        return row / blocks.size() * blocks.blocks() + column / blocks.size();
    }

    /// How many edges there are.
    int edges() {
        return lower.length;
    }

    /// Where the edges between two blocks start, the lower block first.
    int start(int block, int other) {
        return starts[block * blocks + other];
    }

    int end(int block, int other) {
        return starts[block * blocks + other + 1];
    }

    /// The end of an edge with the lower number.
    int lower(int edge) {
        return lower[edge];
    }

    int upper(int edge) {
        return upper[edge];
    }

    /// Epochs from one draw of an edge to the next, 1 or more, 1 for the heaviest.
    float interval(int edge) {
        return intervals[edge];
    }
}
