package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// Moves the points of a map until neighbors are near each other and others are not: every edge is drawn as often
/// as its weight says, and at each draw its ends pull each other, and five points drawn at random push each end
/// away.
///
/// The idea: points are shuffled and parted in blocks, edges in cells by the blocks of their ends. Cells without a
/// block in common touch different points, so they run in parallel, round after round, as the games of a
/// tournament. An end is pushed by points of the other end's block: in an epoch every block meets every other, and
/// all blocks are samples of the whole map. So every step is taken from where points are at that moment, no thread
/// sees another's, and the same map comes out on any number of threads. What a game touches fits in a cache. Few
/// rows are one block.
///
/// Both ends have to move at a draw, by the same way: where each row moved itself towards its neighbors' last
/// places, groups of rows drove each other off, and trustworthiness fell by 0.03 to 0.05.
///
/// Cost: `epochs × Σ weights` draws of one pull and ten pushes. Memory: 8 bytes a row and dimension, 24 an edge.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 4.2 and algorithm 5</a>
/// @see <a href="https://doi.org/10.1145/2020408.2020426">Gemulla and others: Large-scale matrix factorization with
///     distributed stochastic gradient descent, for the cells</a>
final class Layout {
    /// Even, so that each block meets another in each round.
    private static final int BLOCKS = 16;

    /// Below this, waiting for other threads takes longer than they save.
    private static final int ROWS_OF_ONE_BLOCK = 1_024;

    private final Blocks blocks;
    private final EdgeCells cells;
    private final Step step;
    private final int epochs;
    private final long seed;
    private final float[] due;

    /// @param graph of points in the order in which they lie
    private Layout(FuzzyGraph graph, Matrix points, Forces forces, int epochs, long seed) {
        int count = graph.rows();
        this.blocks = new Blocks(count, count <= ROWS_OF_ONE_BLOCK ? count : Math.ceilDiv(count, BLOCKS));
        this.cells = EdgeCells.of(graph, blocks, epochs);
        this.step = Step.of(points, forces);
        this.epochs = epochs;
        this.seed = seed;
        this.due = new float[cells.edges()];
        for (int edge = 0; edge < due.length; edge++) {
            due[edge] = cells.interval(edge);
        }
    }

    /// Lays out a graph.
    ///
    /// @param start `[rows × 2 or 3]`, where points start from
    /// @param epochs rounds, 1 or more; the first moves nothing, as in the reference
    /// @param progress hears of one stage, with a step an epoch
    /// @return `[rows × 2 or 3]`
    /// @throws java.util.concurrent.CancellationException if the progress says so
    static Matrix of(FuzzyGraph graph, Matrix start, Curve curve, int epochs, long seed, Progress progress) {
        progress.stage("layout", epochs);
        int[] order = Draws.shuffled(graph.rows(), seed);
        Matrix shuffled = Matrix.zeros(start.rows(), start.columns());
        for (int place = 0; place < order.length; place++) {
            shuffled.setRow(place, start.row(order[place]));
        }
        Layout layout = new Layout(graph.among(order), shuffled, new Forces(curve), epochs, seed);
        for (int epoch = 1; epoch < epochs; epoch++) {
            progress.step(epoch);
            layout.epoch(epoch);
        }
        progress.step(epochs);
        Matrix points = Matrix.zeros(start.rows(), start.columns());
        for (int place = 0; place < order.length; place++) {
            points.setRow(order[place], shuffled.row(place));
        }
        return points;
    }

    private void epoch(int epoch) {
        int count = blocks.blocks();
        together(count).forEach(block -> draw(block, block, epoch));
        for (int round = 0; round < count - 1; round++) {
            int now = round;
            together(count / 2).forEach(game -> {
                int host = host(game, now);
                int guest = guest(game, now);
                draw(Math.min(host, guest), Math.max(host, guest), epoch);
            });
        }
    }

    /// The circle method: one block stays, the others go round; in `blocks - 1` rounds each meets each once.
    private int host(int game, int round) {
        int last = blocks.blocks() - 1;
        return game == 0 ? last : (round + game) % last;
    }

    private int guest(int game, int round) {
        int last = blocks.blocks() - 1;
        return (round - game + last) % last;
    }

    private static IntStream together(int count) {
        IntStream range = IntStream.range(0, count);
        return count == 1 ? range : range.parallel();
    }

    /// Draws the edges between two blocks that are due.
    private void draw(int lower, int upper, int epoch) {
        float rate = 1 - (epoch - 1f) / epochs;
        long chance = Draws.key(Draws.key(seed, epoch), (long) lower * BLOCKS + upper);
        for (int edge = cells.start(lower, upper); edge < cells.end(lower, upper); edge++) {
            if (due[edge] <= epoch) {
                due[edge] += cells.interval(edge);
                int a = cells.lower(edge);
                int b = cells.upper(edge);
                chance = step.take(a, b, blocks.from(upper), blocks.to(upper), rate, chance);
                chance = step.take(b, a, blocks.from(lower), blocks.to(lower), rate, chance);
            }
        }
    }
}
