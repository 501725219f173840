package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.Storage;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {
    private static final int[] DIMENSIONS = {1, 7, 384, 769};

    private final Random random = new Random(7);

    @ParameterizedTest
    @EnumSource
    void findsWhatDoublePrecisionFinds(Metric metric) {
        for (int dimensions : DIMENSIONS) {
            MemoryRows rows = rowsOfAllKinds(dimensions, 700);
            VectorIndex index = index(rows);
            for (int k : new int[] {1, 10, 699, 5_000}) {
                float[] query = Vectors.random(dimensions, random);
                assertSame(rows, Vectors.all(rows), index, query, metric, k);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void crossesTheBordersOfBlocks(Metric metric) {
        MemoryRows rows = rowsOfAllKinds(3, Rows.BLOCK_ROWS + 100);
        VectorIndex index = index(rows);
        assertSame(rows, Vectors.all(rows), index, Vectors.random(3, random), metric, 30);
        assertSame(rows, Vectors.all(rows), index, Vectors.row(rows, Rows.BLOCK_ROWS + 50), metric, 5);
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryRowThatIsTiedWithTheLast(Metric metric) {
        MemoryRows rows = new MemoryRows(7);
        float[][] kinds = {Vectors.random(7, random), Vectors.random(7, random), new float[7]};
        IntStream.range(0, 300).forEach(i -> rows.add(kinds[i % 3]));
        VectorIndex index = index(rows);
        Candidates found = index.search(kinds[0], metric, 2, null, false);
        assertThat(found.best()).hasSizeGreaterThanOrEqualTo(100);
        for (float[] query : kinds) {
            assertSame(rows, Vectors.all(rows), index, query, metric, 150);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsVectorsApartThatFloat32CanNot(Metric metric) {
        MemoryRows rows = new MemoryRows(384);
        float[] center = Vectors.near(Vectors.random(384, random), random);
        for (int i = 0; i < 500; i++) {
            float[] vector = center.clone();
            vector[random.nextInt(384)] += Math.ulp(0.05f) * random.nextInt(4);
            rows.add(vector);
        }
        assertSame(rows, Vectors.all(rows), index(rows), center, metric, 10);
    }

    @ParameterizedTest
    @EnumSource
    void looksOnlyAtRowsThatAreAccepted(Metric metric) {
        MemoryRows rows = rowsOfAllKinds(7, 1_000);
        VectorIndex index = index(rows);
        for (double share : new double[] {0.01, 0.5, 1}) {
            BitSet accepted = chance(1_000, share);
            float[] query = Vectors.random(7, random);
            assertThat(index.search(query, metric, 20, accepted, true).best())
                    .isEqualTo(Vectors.nearest(rows, accepted, query, metric, 20));
        }
    }

    /// Who began to read before a row was removed goes on as if it were there.
    @Test
    void looksOnlyAtLiveRowsUnlessOthersAreAccepted() {
        MemoryRows rows = rowsOfAllKinds(7, 1_000);
        VectorIndex index = index(rows);
        BitSet before = Vectors.all(rows);
        BitSet gone = chance(1_000, 0.3);
        BitSet left = Vectors.all(rows);
        left.andNot(gone);
        index.removed(gone);
        float[] query = Vectors.random(7, random);
        assertThat(index.search(query, Metric.DOT, 20, null, true).best())
                .isEqualTo(Vectors.nearest(rows, left, query, Metric.DOT, 20));
        assertThat(index.search(query, Metric.DOT, 20, before, true).best())
                .isEqualTo(Vectors.nearest(rows, before, query, Metric.DOT, 20));
    }

    @Test
    void answersManyQueriesAsItAnswersEach() {
        MemoryRows rows = rowsOfAllKinds(384, 2_000);
        VectorIndex index = index(rows);
        Matrix queries = Matrix.zeros(37, 384);
        IntStream.range(0, 37).forEach(i -> queries.setRow(i, Vectors.random(384, random)));
        for (Metric metric : Metric.values()) {
            List<Candidates> together = index.search(queries, metric, 10, null, true);
            assertThat(together).hasSize(37);
            for (int i = 0; i < 37; i++) {
                assertThat(together.get(i)).isEqualTo(index.search(queries.row(i), metric, 10, null, true));
            }
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        MemoryRows rows = new MemoryRows(7);
        VectorIndex index = index(rows);
        assertThat(index.search(new float[7], Metric.COSINE, 5, null, false))
                .isEqualTo(new Candidates(List.of(), true));
        rows.add(Vectors.random(7, random));
        index.added(0, 1);
        assertThat(index.search(new float[7], Metric.DOT, 5, null, false).best())
                .hasSize(1);
        index.removed(Vectors.all(rows));
        assertThat(index.search(new float[7], Metric.DOT, 5, null, true).best()).isEmpty();
    }

    /// Unit vectors, longer and shorter ones, zeros and duplicates.
    private MemoryRows rowsOfAllKinds(int dimensions, int count) {
        MemoryRows rows = new MemoryRows(dimensions);
        for (int row = 0; row < count; row++) {
            switch (random.nextInt(5)) {
                case 0 -> rows.add(new float[dimensions]);
                case 1 -> rows.add(Vectors.near(new float[dimensions], random));
                case 2 -> rows.add(row == 0 ? new float[dimensions] : Vectors.row(rows, random.nextInt(row)));
                default -> rows.add(Vectors.random(dimensions, random));
            }
        }
        return rows;
    }

    private BitSet chance(int rows, double share) {
        BitSet chosen = new BitSet();
        IntStream.range(0, rows).filter(row -> random.nextDouble() < share).forEach(chosen::set);
        return chosen;
    }

    private static void assertSame(Rows rows, BitSet accepted, VectorIndex index, float[] query, Metric metric, int k) {
        Candidates found = index.search(query, metric, k, accepted, true);
        assertThat(found.exact()).isTrue();
        assertThat(found.best()).isEqualTo(Vectors.nearest(rows, accepted, query, metric, k));
    }

    private static VectorIndex index(Rows rows) {
        return new VectorIndex(
                rows, Vectors.all(rows), Metric.COSINE, Storage.FLOAT, Path.of("unused"), Settings.DEFAULTS);
    }
}
