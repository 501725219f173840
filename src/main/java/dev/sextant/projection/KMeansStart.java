package dev.sextant.projection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;

/// Chooses the rows that k-means begins with: k-means++, each next one drawn with a chance in proportion to its weight
/// and its squared distance from the nearest of those before; of a few draws the one that leaves the rows nearest.
/// Where there are many rows a sample of them is looked at.
///
/// Cost: `k log k` times the sample's products; four bytes a row of the sample and draw.
final class KMeansStart {
    private static final int SAMPLE = 16_384;
    private static final int SAMPLE_PER_CLUSTER = 16;

    /// No two rows of a frame are farther apart, squared.
    private static final float FARTHEST = 4;

    private final FramedRows sample;
    private final int[] weights;
    private final Random random;
    private final float[] nearest;
    private final BitSet taken = new BitSet();

    private KMeansStart(FramedRows sample, int[] weights, Random random) {
        this.sample = sample;
        this.weights = weights;
        this.random = random;
        this.nearest = new float[sample.count()];
        Arrays.fill(nearest, FARTHEST);
    }

    /// Different rows.
    ///
    /// @param weights of every row, 1 or more
    /// @param count 1 to the number of rows
    /// @return row numbers, as drawn
    static int[] choose(FramedRows rows, int[] weights, int count, Random random) {
        int size = (int) Math.min(rows.count(), Math.max(SAMPLE, (long) SAMPLE_PER_CLUSTER * count));
        int[] chosen = RandomRows.of(rows.count(), size, random);
        int draws = 2 + (int) Math.log(count);
        try (FramedRows sample = rows.copy(chosen);
                Tiles tiles = new Tiles(draws, Tiles.ROWS)) {
            int[] ofChosen = Arrays.stream(chosen).map(row -> weights[row]).toArray();
            return Arrays.stream(new KMeansStart(sample, ofChosen, random).choose(count, draws, tiles))
                    .map(row -> chosen[row])
                    .toArray();
        }
    }

    private int[] choose(int count, int draws, Tiles tiles) {
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int[] drawn = draw(i == 0 ? 1 : draws);
            float[][] left = left(drawn, tiles);
            int best = best(left);
            chosen[i] = drawn[best];
            taken.set(chosen[i]);
            System.arraycopy(left[best], 0, nearest, 0, nearest.length);
            nearest[chosen[i]] = 0;
        }
        return chosen;
    }

    private int[] draw(int draws) {
        double[] sums = new double[nearest.length];
        double sum = 0;
        for (int row = 0; row < sums.length; row++) {
            sum += weights[row] * (double) nearest[row];
            sums[row] = sum;
        }
        double all = sum;
        return IntStream.range(0, draws)
                .map(draw -> all > 0 ? first(sums, random.nextDouble() * all) : taken.nextClearBit(0))
                .toArray();
    }

    /// The first row whose sum is beyond a number below the last sum.
    private static int first(double[] sums, double number) {
        int from = 0;
        int to = sums.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sums[middle] > number) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /// Every row's squared distance to what is nearest once a draw is taken, `[draws × rows]`.
    private float[][] left(int[] drawn, Tiles tiles) {
        float[][] left = new float[drawn.length][nearest.length];
        try (FramedRows queries = sample.copy(drawn)) {
            new Blocks(nearest.length, Tiles.ROWS)
                    .forEach((from, to) -> tiles.use(tile -> {
                        queries.products(0, drawn.length, sample, from, to, tile.products());
                        for (int i = 0; i < drawn.length; i++) {
                            float[] line = tile.line(i, to - from);
                            for (int row = from; row < to; row++) {
                                float half = queries.halfSquares()[i] + sample.halfSquares()[row];
                                left[i][row] = Math.min(nearest[row], Math.max(0, 2 * (half - line[row - from])));
                            }
                        }
                    }));
        }
        return left;
    }

    private int best(float[][] left) {
        double[] sums =
                Arrays.stream(left).parallel().mapToDouble(this::weighted).toArray();
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] < sums[best] ? i : best;
        }
        return best;
    }

    private double weighted(float[] squaredDistances) {
        double sum = 0;
        for (int row = 0; row < squaredDistances.length; row++) {
            sum += weights[row] * (double) squaredDistances[row];
        }
        return sum;
    }
}
