package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NeighborSearchTest {

    @ParameterizedTest
    @CsvSource({
        "2, 3, 1",
        "5, 1, 2",
        "40, 7, 15",
        "513, 16, 5",
        "700, 384, 15",
        "1100, 5, 30",
        "60, 769, 59",
        "30, 4, 100"
    })
    void agreesWithDoublePrecisionByBothDistances(int rows, int columns, int count) {
        for (Distance distance : Distance.values()) {
            Matrix vectors = Samples.gaussian(rows, columns, 0.5, rows);
            assertAgrees(vectors, vectors, true, distance, find(vectors, distance, count), count);
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void queriesAgreeWithDoublePrecision(Distance distance) {
        Matrix rows = Samples.gaussian(1_100, 33, 0.5, 1);
        for (int queries : new int[] {1, 7, 1_030}) {
            Matrix others = Samples.gaussian(queries, 33, 0.5, 2);
            others.setRow(0, rows.row(77));
            Neighbors neighbors = NeighborSearch.between(others, rows, distance, 12, Progress.NONE);
            assertAgrees(others, rows, false, distance, neighbors, 12);
            assertThat(neighbors.index(0, 0)).isEqualTo(77);
            assertThat(neighbors.distance(0, 0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void equalRowsAreZeroApartAndTiesGoToTheLowerRow(Distance distance) {
        Matrix vectors = Samples.gaussian(900, 384, 0, 3);
        for (int row = 0; row < 900; row += 3) {
            vectors.setRow(row, vectors.row(0));
        }
        Neighbors neighbors = find(vectors, distance, 20);
        for (int row = 0; row < 900; row += 3) {
            int without = row;
            int[] expected = IntStream.iterate(0, other -> other + 3)
                    .filter(other -> other != without)
                    .limit(20)
                    .toArray();
            for (int rank = 0; rank < 20; rank++) {
                assertThat(neighbors.index(row, rank)).isEqualTo(expected[rank]);
                assertThat(neighbors.distance(row, rank)).isZero();
            }
        }
        assertAgrees(vectors, vectors, true, distance, neighbors, 20);
    }

    @Test
    void rowsOfZerosAreOneFromEverythingByCosine() {
        Matrix vectors = Samples.gaussian(50, 8, 0, 4);
        for (int row : new int[] {0, 9, 10, 49}) {
            vectors.setRow(row, new float[8]);
        }
        Neighbors neighbors = find(vectors, Distance.COSINE, 40);
        assertAgrees(vectors, vectors, true, Distance.COSINE, neighbors, 40);
        assertThat(neighbors.index(9, 0)).isZero();
        assertThat(neighbors.distance(9, 39)).isEqualTo(1);
        Neighbors ofQueries = NeighborSearch.between(vectors, vectors, Distance.COSINE, 50, Progress.NONE);
        assertAgrees(vectors, vectors, false, Distance.COSINE, ofQueries, 50);
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void rowsThatAreAllEqualHaveTheLowestRowsAsNeighbors(Distance distance) {
        for (float value : new float[] {0, 1.5f}) {
            Matrix vectors = Matrix.zeros(20, 3);
            Arrays.fill(vectors.values(), value);
            assertAgrees(vectors, vectors, true, distance, find(vectors, distance, 5), 5);
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void oneRowHasNoNeighborsAndNoneAreFoundWhereNoneAreAskedFor(Distance distance) {
        assertThat(find(Samples.gaussian(1, 5, 0, 5), distance, 15).count()).isZero();
        assertThat(find(Samples.gaussian(9, 5, 0, 5), distance, 0).count()).isZero();
        Matrix one = Samples.gaussian(1, 5, 0, 5);
        assertThat(NeighborSearch.between(one, one, distance, 3, Progress.NONE).count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"COSINE, 1e-30", "COSINE, 1e30", "EUCLIDEAN, 1e-15", "EUCLIDEAN, 1e30"})
    void lengthsDoNotMatter(Distance distance, double length) {
        Matrix vectors = Samples.gaussian(300, 20, 0, 6);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] = (float) (vectors.values()[i] * length);
        }
        assertAgrees(vectors, vectors, true, distance, find(vectors, distance, 10), 10);
    }

    @Test
    void anOffsetOfAllRowsDoesNotMatter() {
        Matrix vectors = Samples.gaussian(600, 20, 10_000, 7);
        for (Distance distance : Distance.values()) {
            assertAgrees(vectors, vectors, true, distance, find(vectors, distance, 10), 10);
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void anyNumberOfThreadsFindsTheSame(Distance distance) {
        Matrix vectors = Samples.islands(3_000, 65, 20, 0.3, 8);
        Neighbors alone = Samples.onThreads(1, () -> find(vectors, distance, 15));
        for (int threads : new int[] {2, 16}) {
            assertSame(Samples.onThreads(threads, () -> find(vectors, distance, 15)), alone);
        }
    }

    @ParameterizedTest
    @EnumSource(Distance.class)
    void cellsFindMostNeighborsAndScoreThemInDoublePrecision(Distance distance) {
        Matrix vectors = Samples.islands(20_000, 30, 300, 0.5, 10);
        Neighbors exact = find(vectors, distance, 15);
        Neighbors found = inCells(vectors, distance, 15);
        long same = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            for (int rank = 0; rank < 15; rank++) {
                same += found.distance(row, rank) <= exact.distance(row, 14) ? 1 : 0;
                assertThat(found.distance(row, rank)).isGreaterThanOrEqualTo(exact.distance(row, rank));
                assertThat(isInOrder(found, row, rank)).isTrue();
                assertThat(found.index(row, rank)).isNotEqualTo(row);
            }
        }
        assertThat(same).isGreaterThan((long) (0.95 * 15 * vectors.rows()));
    }

    @Test
    void rowsThatMeetTooFewInTheirCellsAreComparedWithAll() {
        Matrix vectors = Samples.gaussian(600, 8, 0, 11);
        int[] all = IntStream.range(0, 600).toArray();
        try (FramedRows rows = FramedRows.of(vectors, all, Frame.of(vectors, all, Distance.EUCLIDEAN))) {
            Cells cells = Cells.of(rows, 10, 2, new Random(1));
            assertThat(IntStream.range(0, 60)
                            .map(cell -> cells.members()[cell].length)
                            .sum())
                    .isEqualTo(600);
            Shortlists found = CellSearch.within(rows, cells, 100, Progress.NONE);
            Shortlists exact = ExactSearch.within(rows, 100, Progress.NONE);
            for (int row = 0; row < 600; row++) {
                assertThat(found.best(row))
                        .contains(exact.best(row)[0])
                        .doesNotContain(row)
                        .hasSize(100);
            }
            Shortlists few = CellSearch.within(rows, cells, 3, Progress.NONE);
            assertThat(IntStream.range(0, 600).filter(row -> few.best(row)[0] == exact.best(row)[0]))
                    .hasSizeGreaterThan(400);
        }
    }

    @Test
    void anyNumberOfThreadsFindsTheSameInCells() {
        Matrix vectors = Samples.islands(12_000, 20, 100, 0.5, 12);
        Neighbors alone = Samples.onThreads(1, () -> inCells(vectors, Distance.COSINE, 15));
        for (int threads : new int[] {2, 16}) {
            assertSame(Samples.onThreads(threads, () -> inCells(vectors, Distance.COSINE, 15)), alone);
        }
    }

    private static Neighbors inCells(Matrix vectors, Distance distance, int count) {
        return NeighborSearch.find(vectors, distance, count, 42, 1_000, Progress.NONE);
    }

    @Test
    void stopsWhereItIsToldTo() {
        Progress stop = new Progress() {
            @Override
            public void stage(String name, long total) {
                assertThat(total).isEqualTo(3);
            }

            @Override
            public void step(long done) {
                if (done == 2) {
                    throw new CancellationException("enough");
                }
            }
        };
        Matrix vectors = Samples.gaussian(1_500, 4, 0, 9);
        assertThatThrownBy(() -> NeighborSearch.find(vectors, Distance.COSINE, 5, 1, stop))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    private static Neighbors find(Matrix vectors, Distance distance, int count) {
        return NeighborSearch.find(vectors, distance, count, 42, Progress.NONE);
    }

    static void assertSame(Neighbors found, Neighbors expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        assertThat(found.count()).isEqualTo(expected.count());
        for (int row = 0; row < found.rows(); row++) {
            for (int rank = 0; rank < found.count(); rank++) {
                assertThat(found.index(row, rank)).isEqualTo(expected.index(row, rank));
                assertThat(found.distance(row, rank)).isEqualTo(expected.distance(row, rank));
            }
        }
    }

    /// Compares with sorting all distances in double precision. Where two are the same to 1e-6 either row may come
    /// first.
    private static void assertAgrees(
            Matrix queries, Matrix rows, boolean isWithin, Distance distance, Neighbors found, int count) {
        int kept = Math.min(count, rows.rows() - (isWithin ? 1 : 0));
        assertThat(found.rows()).isEqualTo(queries.rows());
        assertThat(found.count()).isEqualTo(kept);
        double scale = distance == Distance.COSINE ? 1 : Math.max(rows.rowLength(0), Double.MIN_NORMAL);
        for (int query = 0; query < queries.rows(); query++) {
            float[] vector = queries.row(query);
            int without = isWithin ? query : -1;
            double[] all = IntStream.range(0, rows.rows())
                    .mapToDouble(row -> distance(vector, rows.row(row), distance))
                    .toArray();
            List<Integer> nearest = IntStream.range(0, rows.rows())
                    .filter(row -> row != without)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> all[row])
                            .thenComparing(row -> row))
                    .limit(kept)
                    .toList();
            for (int rank = 0; rank < kept; rank++) {
                int index = found.index(query, rank);
                assertThat(index).isNotEqualTo(without);
                assertThat(all[index]).isCloseTo(all[nearest.get(rank)], within(1e-6 * scale));
                assertThat((double) found.distance(query, rank)).isCloseTo(all[index], within(1e-6 * scale));
                assertThat(isInOrder(found, query, rank)).isTrue();
            }
        }
    }

    private static boolean isInOrder(Neighbors found, int row, int rank) {
        if (rank == 0) {
            return true;
        }
        int byDistance = Float.compare(found.distance(row, rank - 1), found.distance(row, rank));
        return byDistance < 0 || (byDistance == 0 && found.index(row, rank - 1) < found.index(row, rank));
    }

    private static double distance(float[] a, float[] b, Distance distance) {
        double squares = 0;
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow((double) a[i] - b[i], 2);
            product += (double) a[i] * b[i];
            lengthA += (double) a[i] * a[i];
            lengthB += (double) b[i] * b[i];
        }
        if (distance == Distance.EUCLIDEAN) {
            return Math.sqrt(squares);
        }
        return lengthA * lengthB == 0 ? 1 : 1 - product / Math.sqrt(lengthA * lengthB);
    }
}
