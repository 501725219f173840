package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.Storage;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactCopyTest {
    private static final int COUNT = 4_000;
    private static final int DIMENSIONS = 131;

    private final Random random = new Random(13);
    private final MemoryRows rows = Vectors.clustered(COUNT, DIMENSIONS, 40, random);

    @ParameterizedTest
    @CsvSource({
        "INT8, COSINE, 0.99", "INT8, DOT, 0.99", "INT8, EUCLIDEAN, 0.99",
        "BINARY, COSINE, 0.9", "BINARY, DOT, 0.9", "BINARY, EUCLIDEAN, 0.9"
    })
    void findsAlmostAllOfTheNearest(Storage storage, Metric metric, double enough) {
        VectorIndex index = index(storage);
        double recall = IntStream.range(0, 50)
                .mapToDouble(i -> {
                    float[] query = Vectors.near(Vectors.row(rows, random.nextInt(COUNT)), random);
                    return Vectors.recall(
                            Vectors.nearest(rows, Vectors.all(rows), query, metric, 10),
                            index.search(query, metric, 10, null, false).best());
                })
                .average()
                .orElseThrow();
        assertThat(recall).isGreaterThanOrEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({"INT8, 135", "BINARY, 24"})
    void takesSoManyBytesARow(Storage storage, long bytes) {
        assertThat(index(storage).copyBytes()).isEqualTo(bytes * Rows.BLOCK_ROWS);
    }

    @Test
    void exactAndManhattanLookAtTheVectors() {
        VectorIndex index = index(Storage.BINARY);
        float[] query = Vectors.random(DIMENSIONS, random);
        assertThat(index.search(query, Metric.COSINE, 10, null, false).exact()).isFalse();
        for (Metric metric : Metric.values()) {
            boolean exact = metric != Metric.MANHATTAN;
            Candidates found = index.search(query, metric, 10, null, exact);
            assertThat(found.exact()).isTrue();
            assertThat(found.best()).isEqualTo(Vectors.nearest(rows, Vectors.all(rows), query, metric, 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"INT8", "BINARY"})
    void whatIsRemovedOrAddedIsSeenAtOnce(Storage storage) {
        VectorIndex index = index(storage);
        float[] query = Vectors.row(rows, 17);
        BitSet gone = new BitSet();
        gone.set(17);
        index.removed(gone);
        int added = rows.add(query);
        index.added(added, added + 1);
        assertThat(index.search(query, Metric.COSINE, 1, null, false)
                        .best()
                        .getFirst()
                        .row())
                .isEqualTo(added);
    }

    private VectorIndex index(Storage storage) {
        return new VectorIndex(rows, Vectors.all(rows), Metric.COSINE, storage, Path.of("unused"), Settings.DEFAULTS);
    }
}
