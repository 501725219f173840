package dev.sextant.collection.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.Storage;
import dev.sextant.collection.embedded.Candidates.Candidate;
import dev.sextant.vectors.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphSearchTest {
    private static final int COUNT = 3_000;
    private static final int DIMENSIONS = 37;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final MemoryRows rows = Vectors.clustered(COUNT, DIMENSIONS, 60, random);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANHATTAN")
    void findsAlmostAllOfTheNearest(Metric metric) throws IOException {
        try (VectorIndex index = built(metric)) {
            assertThat(recall(index, metric, Vectors.all(rows))).isGreaterThanOrEqualTo(0.95);
            assertThat(index.search(query(), metric, 10, null, false).exact()).isFalse();
        }
    }

    @Test
    void looksAtEveryVectorWhereItHasTo() throws IOException {
        try (VectorIndex index = built(Metric.COSINE)) {
            float[] query = query();
            assertThat(index.search(query, Metric.COSINE, 10, null, false).exact())
                    .isFalse();
            assertThat(index.search(query, Metric.EUCLIDEAN, 10, null, false).exact())
                    .isFalse();
            assertThat(index.search(query, Metric.MANHATTAN, 10, null, false).exact())
                    .isTrue();
            assertThat(index.search(query, Metric.COSINE, 10, null, true).best())
                    .isEqualTo(Vectors.nearest(rows, Vectors.all(rows), query, Metric.COSINE, 10));
        }
    }

    @Test
    void anotherMetricIsExactWhereLengthsDiffer() throws IOException {
        rows.add(Vectors.random(DIMENSIONS, random));
        try (VectorIndex index = built(Metric.COSINE)) {
            assertThat(index.search(query(), Metric.COSINE, 10, null, false).exact())
                    .isFalse();
            assertThat(index.search(query(), Metric.DOT, 10, null, false).exact())
                    .isTrue();
        }
    }

    @Test
    void whatIsRemovedOrAddedIsSeenAtOnce() throws IOException {
        try (VectorIndex index = built(Metric.COSINE)) {
            float[] query = query();
            List<Candidate> before =
                    index.search(query, Metric.COSINE, 10, null, false).best();
            BitSet gone = new BitSet();
            before.forEach(candidate -> gone.set(candidate.row()));
            index.removed(gone);
            int added = rows.add(query);
            index.added(added, added + 1);
            List<Candidate> after =
                    index.search(query, Metric.COSINE, 10, null, false).best();
            assertThat(after).hasSize(10).doesNotContainAnyElementsOf(before);
            assertThat(after.getFirst().row()).isEqualTo(added);
        }
    }

    @Test
    void aFilteredSearchFindsAsManyAsThereAre() throws IOException {
        try (VectorIndex index = built(Metric.COSINE)) {
            for (int step : new int[] {2, 10, 100, 1_000}) {
                BitSet accepted = new BitSet();
                IntStream.range(0, COUNT).filter(row -> row % step == 0).forEach(accepted::set);
                Candidates found = index.search(query(), Metric.COSINE, 50, accepted, false);
                assertThat(found.best()).hasSize(Math.min(50, COUNT / step));
                assertThat(found.best()).allMatch(candidate -> accepted.get(candidate.row()));
                assertThat(recall(index, Metric.COSINE, accepted)).isGreaterThanOrEqualTo(0.95);
            }
        }
    }

    @Test
    void walksTheGraphWhereAFilterLeavesMost() throws IOException {
        try (VectorIndex index = built(Metric.COSINE)) {
            BitSet accepted = new BitSet();
            IntStream.range(0, COUNT).filter(row -> row % 10 != 0).forEach(accepted::set);
            Candidates found = index.search(query(), Metric.COSINE, 10, accepted, false);
            assertThat(found.exact()).isFalse();
            assertThat(found.best()).allMatch(candidate -> accepted.get(candidate.row()));
            assertThat(recall(index, Metric.COSINE, accepted)).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void goesOnWithTheGraphThatWasSaved() throws IOException {
        built(Metric.COSINE).close();
        byte[] saved = Files.readAllBytes(file());
        for (int i = 0; i < 2_000; i++) {
            rows.add(query());
        }
        try (VectorIndex index = built(Metric.COSINE)) {
            assertThat(recall(index, Metric.COSINE, Vectors.all(rows))).isGreaterThanOrEqualTo(0.95);
        }
        assertThat(Files.size(file())).isGreaterThan(saved.length);
    }

    @Test
    void aGraphThatDoesNotFitIsBuiltAnew() throws IOException {
        built(Metric.COSINE).close();
        byte[] good = Files.readAllBytes(file());
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] cut = Arrays.copyOf(good, good.length / 3);
        for (byte[] damaged : List.of(flipped, cut, new byte[0])) {
            Files.write(file(), damaged);
            try (VectorIndex index = built(Metric.COSINE)) {
                assertThat(recall(index, Metric.COSINE, Vectors.all(rows))).isGreaterThanOrEqualTo(0.95);
            }
            assertThat(Files.size(file())).isGreaterThan(COUNT);
        }
    }

    @Test
    void aGraphOfOtherRowsIsBuiltAnew() throws IOException {
        built(Metric.COSINE).close();
        MemoryRows others = Vectors.clustered(COUNT, DIMENSIONS, 60, random);
        try (VectorIndex index = built(others, Metric.COSINE)) {
            float[] query = Vectors.row(others, 5);
            assertThat(index.search(query, Metric.COSINE, 1, null, false)
                            .best()
                            .getFirst()
                            .row())
                    .isEqualTo(5);
        }
    }

    @Test
    void closesWhileItBuilds() throws IOException {
        index(rows, Metric.COSINE).close();
        try (VectorIndex index = built(Metric.COSINE)) {
            assertThat(recall(index, Metric.COSINE, Vectors.all(rows))).isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void searchesGoOnWhileRowsComeAndGo() throws Exception {
        try (VectorIndex index = index(rows, Metric.COSINE)) {
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 3_000; i++) {
                    int row = rows.add(Vectors.near(Vectors.row(rows, i), new Random(i)));
                    index.added(row, row + 1);
                    if (i % 3 == 0) {
                        BitSet gone = new BitSet();
                        gone.set(row);
                        index.removed(gone);
                    }
                }
            });
            while (writer.isAlive()) {
                Candidates found = index.search(query(), Metric.COSINE, 10, null, false);
                assertThat(found.best()).hasSizeGreaterThanOrEqualTo(10);
                assertThat(found.best()).extracting(Candidate::row).doesNotHaveDuplicates();
            }
            await(index);
            BitSet live = Vectors.all(rows);
            IntStream.range(0, 1_000).forEach(i -> live.clear(COUNT + 3 * i));
            assertThat(recall(index, Metric.COSINE, live)).isGreaterThanOrEqualTo(0.95);
        }
    }

    private double recall(VectorIndex index, Metric metric, BitSet accepted) {
        return IntStream.range(0, 50)
                .mapToDouble(i -> {
                    float[] query = query();
                    return Vectors.recall(
                            Vectors.nearest(rows, accepted, query, metric, 10),
                            index.search(query, metric, 10, accepted, false).best());
                })
                .average()
                .orElseThrow();
    }

    private float[] query() {
        return Vectors.near(Vectors.row(rows, random.nextInt(COUNT)), random);
    }

    private Path file() {
        return folder.resolve("graph");
    }

    private VectorIndex built(Metric metric) {
        return built(rows, metric);
    }

    private VectorIndex built(Rows of, Metric metric) {
        VectorIndex index = index(of, metric);
        await(index);
        return index;
    }

    private VectorIndex index(Rows of, Metric metric) {
        return new VectorIndex(
                of,
                Vectors.all(of),
                metric,
                Storage.FLOAT,
                file(),
                Settings.DEFAULTS.withExactBelow(1_000).withBeam(50));
    }

    private static void await(VectorIndex index) {
        while (!index.isIdle()) {
            Thread.onSpinWait();
        }
    }
}
