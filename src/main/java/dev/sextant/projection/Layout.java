package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.stream.IntStream;

/// Moves the points of a map until neighbors are near each other and others are not: every edge is drawn as often
/// as its weight says, and at each draw its ends pull each other and push away from five rows drawn at random.
///
/// The idea: rows are in blocks, edges in cells by the blocks of their ends. Cells without a block in common move
/// different rows, so they run in parallel, round after round, as games of a tournament do; each edge pulls on
/// where its ends are now. Rows that push may belong to another cell, so their places are those of the round's
/// start. The order within a cell is fixed and every cell of an epoch has its own random numbers: the same map
/// comes out on any number of threads. Few rows are one block, and then this is the plain serial layout.
///
/// Where it departs from the reference: places that push are a round old. Both ends have to move at a draw, by the
/// same way: where each row moved itself towards its neighbors' last places, groups of rows drove each other off,
/// and trustworthiness fell by 0.03 to 0.05.
///
/// Cost: `2 epochs × Σ weights` draws of one pull and five pushes. Memory: 8 bytes a row and dimension, 20 an edge.
///
/// @see <a href="https://arxiv.org/abs/1802.03426">UMAP, section 4.2 and algorithm 5</a>
/// @see <a href="https://doi.org/10.1145/2020408.2020426">Gemulla and others: Large-scale matrix factorization with
///     distributed stochastic gradient descent, for the cells</a>
final class Layout {
    /// Even, so that each block meets another in each round.
    private static final int BLOCKS = 16;

    /// Below this, waiting for the other threads takes longer than they save.
    private static final int ROWS_OF_ONE_BLOCK = 1_024;

    private final EdgeCells cells;
    private final Step step;
    private final int epochs;
    private final long seed;
    private final int blocks;
    private final float[] due;

    private Layout(FuzzyGraph graph, Matrix points, Curve curve, int epochs, long seed) {
        this.blocks = graph.rows() <= ROWS_OF_ONE_BLOCK ? 1 : BLOCKS;
        this.cells = EdgeCells.of(graph, blocks, epochs);
        this.step = Step.of(points, blocks == 1 ? points : copy(points), new Forces(curve));
        this.epochs = epochs;
        this.seed = seed;
        this.due = new float[cells.edges()];
        for (int edge = 0; edge < due.length; edge++) {
            due[edge] = cells.interval(edge);
        }
    }

    /// Moves points in place.
    ///
    /// @param points `[rows × 2 or 3]`, where they start from
    /// @param epochs rounds, 1 or more; the first moves nothing, as in the reference
    /// @param progress hears of one stage, with a step an epoch
    /// @throws java.util.concurrent.CancellationException if the progress says so
    static void run(FuzzyGraph graph, Matrix points, Curve curve, int epochs, long seed, Progress progress) {
        progress.stage("layout", epochs);
        Layout layout = new Layout(graph, points, curve, epochs, seed);
        for (int epoch = 1; epoch < epochs; epoch++) {
            progress.step(epoch);
            layout.epoch(epoch);
        }
        progress.step(epochs);
    }

    private static Matrix copy(Matrix points) {
        return Matrix.of(points.rows(), points.columns(), points.values().clone());
    }

    private void epoch(int epoch) {
        step.remember();
        together(blocks).forEach(block -> draw(block, block, epoch));
        for (int round = 0; round < blocks - 1; round++) {
            int now = round;
            step.remember();
            together(blocks / 2).forEach(game -> draw(guest(game, now), host(game, now), epoch));
        }
    }

    /// The circle method: one block stays, the others go round; in `blocks - 1` rounds each meets each once.
    private int host(int game, int round) {
        return game == 0 ? blocks - 1 : (round + game) % (blocks - 1);
    }

    private int guest(int game, int round) {
        return (round - game + blocks - 1) % (blocks - 1);
    }

    private static IntStream together(int count) {
        IntStream range = IntStream.range(0, count);
        return count == 1 ? range : range.parallel();
    }

    /// Draws the edges between two blocks that are due.
    private void draw(int block, int other, int epoch) {
        int lower = Math.min(block, other);
        int upper = Math.max(block, other);
        float alpha = 1 - (epoch - 1f) / epochs;
        long chance = Draws.key(Draws.key(seed, epoch), (long) lower * blocks + upper);
        for (int edge = cells.start(lower, upper); edge < cells.end(lower, upper); edge++) {
            if (due[edge] <= epoch) {
                due[edge] += cells.interval(edge);
                chance = step.take(cells.lower(edge), cells.upper(edge), alpha, chance);
                chance = step.take(cells.upper(edge), cells.lower(edge), alpha, chance);
            }
        }
    }
}
