package dev.sextant.projection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The smoothest ways to give every row of a connected graph a number: eigenvectors of `D^-½ W D^-½`, W its weights
/// and D their sums, of the largest eigenvalues but the first, whose vector is known to be `√D`.
///
/// The idea: a block of eight vectors is filtered by a Chebyshev polynomial of the matrix that damps all
/// eigenvalues below the block's own least estimate; then the best eigenvectors within the block's span are taken,
/// and so on until the residual of those wanted is small. An error in the start is an error of the same size in the
/// subspace, whatever the gaps between eigenvalues are. Cost: 24 products of the matrix with the block a round,
/// about 5 rounds. Memory: 4 × 8 float32 a row, one an edge; Lanczos would need hundreds a row.
///
/// Work is split into the same blocks of rows for any number of threads, and sums are added in the order of the
/// blocks.
///
/// @see <a href="https://doi.org/10.1016/j.jcp.2006.03.017">Zhou, Saad, Tiago, Chelikowsky: Chebyshev-filtered
///     subspace iteration</a>
final class Spectrum {
    /// Of unit vectors.
    private static final double RESIDUAL = 1e-3;

    private static final int WIDTH = 8;
    private static final int DEGREE = 24;
    private static final int ROUNDS = 40;

    /// Where the filter starts to damp: below the eigenvalues wanted, which are negative where all rows are
    /// neighbors.
    private static final double FIRST_DAMPED = -0.5;

    /// What a filter may let the first eigenvector grow by, against what it damps: float32 leaves 1e-8 of it in the
    /// block.
    private static final double LARGEST_GROWTH = 1e5;

    private final FuzzyGraph graph;
    private final int width;
    private final Blocks blocks;
    private final float[] weights;
    private final float[] first;

    private Spectrum(FuzzyGraph graph, int width) {
        this.graph = graph;
        this.width = width;
        this.blocks = Blocks.of(graph.rows());
        this.weights = new float[graph.edges()];
        this.first = new float[graph.rows()];
    }

    /// @param graph connected
    /// @param count how many vectors, below the number of rows
    /// @param seed of the block that it starts from
    /// @return `[rows × count]`, row-major, unit columns, the smoothest first; empty if it did not converge
    static Optional<float[]> of(FuzzyGraph graph, int count, long seed, Progress progress) {
        Spectrum spectrum = new Spectrum(graph, Math.min(WIDTH, graph.rows() - 1));
        spectrum.scale();
        return spectrum.found(count, seed, progress);
    }

    private void scale() {
        double[] degrees = IntStream.range(0, graph.rows())
                .parallel()
                .mapToDouble(graph::degree)
                .toArray();
        double sum = 0;
        for (double degree : degrees) {
            sum += degree;
        }
        for (int row = 0; row < first.length; row++) {
            first[row] = (float) Math.sqrt(degrees[row] / sum);
        }
        IntStream.range(0, graph.rows()).parallel().forEach(row -> {
            for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
                weights[edge] = (float) (graph.weight(edge) / Math.sqrt(degrees[row] * degrees[graph.column(edge)]));
            }
        });
    }

    private Optional<float[]> found(int count, long seed, Progress progress) {
        float[] block = new float[graph.rows() * width];
        for (int i = 0; i < block.length; i++) {
            block[i] = Draws.signed(Draws.key(seed, i));
        }
        deflate(block);
        double damped = FIRST_DAMPED;
        for (int round = 0; round < ROUNDS; round++) {
            progress.step(round);
            float[] filtered = filtered(block, damped);
            deflate(filtered);
            float[] image = new float[filtered.length];
            multiply(filtered, image, 1, 0, filtered, 0);
            RitzPairs pairs = RitzPairs.of(products(filtered, filtered), products(filtered, image), width);
            block = combined(filtered, pairs);
            if (!pairs.isMissing(count - 1) && residual(block, combined(image, pairs), pairs, count) <= RESIDUAL) {
                return Optional.of(leading(block, count));
            }
            refill(block, pairs, Draws.key(seed, -1 - round));
            damped = Math.clamp(pairs.value(width - 1), damped, 1 - 1e-6);
        }
        return Optional.empty();
    }

    /// Starts anew with columns that became multiples of others.
    private void refill(float[] block, RitzPairs pairs, long key) {
        for (int at = 0; at < block.length; at++) {
            if (pairs.isMissing(at % width)) {
                block[at] = Draws.signed(Draws.key(key, at));
            }
        }
    }

    /// `T(A) block / T(1)`, where T is the Chebyshev polynomial that is small on [-1, damped].
    private float[] filtered(float[] block, double damped) {
        double radius = (damped + 1) / 2;
        double center = (damped - 1) / 2;
        double atOne = radius / (1 - center);
        double sigma = atOne;
        float[] before = block.clone();
        float[] now = new float[block.length];
        multiply(before, now, sigma / radius, center, before, 0);
        float[] next = new float[block.length];
        double growth = 1 / atOne + Math.sqrt(1 / (atOne * atOne) - 1);
        double last = Math.clamp(Math.log(LARGEST_GROWTH) / Math.log(growth), 2, DEGREE);
        for (int degree = 2; degree <= last; degree++) {
            double nextSigma = 1 / (2 / atOne - sigma);
            multiply(now, next, 2 * nextSigma / radius, center, before, sigma * nextSigma);
            float[] spare = before;
            before = now;
            now = next;
            next = spare;
            sigma = nextSigma;
        }
        return now;
    }

    /// `to = factor (A - shift) from - less before`.
    private void multiply(float[] from, float[] to, double factor, double shift, float[] before, double less) {
        blocks.forEach((start, end) -> {
            float[] sums = new float[width];
            for (int row = start; row < end; row++) {
                int at = row * width;
                for (int column = 0; column < width; column++) {
                    sums[column] = (float) -shift * from[at + column];
                }
                for (int edge = graph.start(row); edge < graph.start(row + 1); edge++) {
                    int other = graph.column(edge) * width;
                    for (int column = 0; column < width; column++) {
                        sums[column] += weights[edge] * from[other + column];
                    }
                }
                for (int column = 0; column < width; column++) {
                    to[at + column] = (float) factor * sums[column] - (float) less * before[at + column];
                }
            }
        });
    }

    /// Takes the first eigenvector out of every column.
    private void deflate(float[] block) {
        double[] shares = new double[width];
        for (int row = 0; row < first.length; row++) {
            for (int column = 0; column < width; column++) {
                shares[column] += (double) first[row] * block[row * width + column];
            }
        }
        for (int row = 0; row < first.length; row++) {
            for (int column = 0; column < width; column++) {
                block[row * width + column] -= (float) (first[row] * shares[column]);
            }
        }
    }

    /// `leftᵀ right`, `[width × width]`.
    private double[] products(float[] left, float[] right) {
        double[] sum = new double[width * width];
        List<double[]> parts = IntStream.range(0, blocks.blocks())
                .parallel()
                .mapToObj(block -> products(left, right, blocks.from(block), blocks.to(block)))
                .toList();
        for (double[] part : parts) {
            Arrays.setAll(sum, i -> sum[i] + part[i]);
        }
        return sum;
    }

    private double[] products(float[] left, float[] right, int from, int to) {
        double[] sum = new double[width * width];
        for (int at = from * width; at < to * width; at += width) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    sum[i * width + j] += (double) left[at + i] * right[at + j];
                }
            }
        }
        return sum;
    }

    private float[] combined(float[] block, RitzPairs pairs) {
        float[] combined = new float[block.length];
        blocks.forEach((start, end) -> {
            for (int at = start * width; at < end * width; at += width) {
                for (int column = 0; column < width; column++) {
                    double sum = 0;
                    for (int i = 0; i < width; i++) {
                        sum += block[at + i] * pairs.coefficient(i, column);
                    }
                    combined[at + column] = (float) sum;
                }
            }
        });
        return combined;
    }

    /// The largest `|A x - λ x|` of the columns wanted.
    private double residual(float[] block, float[] image, RitzPairs pairs, int count) {
        double worst = 0;
        for (int column = 0; column < count; column++) {
            double squares = 0;
            for (int at = column; at < block.length; at += width) {
                double miss = image[at] - pairs.value(column) * block[at];
                squares += miss * miss;
            }
            worst = Math.max(worst, Math.sqrt(squares));
        }
        return worst;
    }

    private float[] leading(float[] block, int count) {
        float[] leading = new float[graph.rows() * count];
        for (int row = 0; row < graph.rows(); row++) {
            System.arraycopy(block, row * width, leading, row * count, count);
        }
        return leading;
    }
}
