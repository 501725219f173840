package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.collection.embedded.EmbeddedStore;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.job.Work;
import dev.sextant.projection.Distance;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.Method;
import dev.sextant.projection.NeighborSearch;
import dev.sextant.projection.Neighbors;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Maps of a collection whose vectors are three clouds of numbers: how they are made, made again and added to.
class PlacingTest {
    private static final int DIMENSIONS = 5;
    private static final String FINGERPRINT = "f";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedStore store;

    @SuppressWarnings("NullAway.Init")
    private StoredCollection clouds;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(directory, Settings.DEFAULTS);
        clouds = store.create(
                        new CollectionSpec("clouds", "tiny", Metric.EUCLIDEAN, Storage.FLOAT, Optional.empty(), ""),
                        FINGERPRINT,
                        DIMENSIONS)
                .collection();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /// Documents of the three clouds in turn.
    private void add(String prefix, int count, long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] vector = new float[DIMENSIONS];
            for (int j = 0; j < DIMENSIONS; j++) {
                vector[j] = (float) random.nextGaussian() + (j == i % 3 ? 20 : 0);
            }
            Document document = new Document(
                    prefix + i, List.of("apple pie", "boat trip", "cold war").get(i % 3), Map.of(), Instant.EPOCH);
            Passage whole = new Passage(0, document.text().length(), 3, false);
            entries.add(new Entry(document, List.of(whole), Matrix.of(1, DIMENSIONS, vector)));
        }
        clouds.put(entries, FINGERPRINT);
    }

    private static MapSpec spec(Method method, int components, long seed) {
        Recipe recipe = new Recipe(method, components, Distance.EUCLIDEAN, 10, 0.1, OptionalInt.of(50), seed);
        return new MapSpec(recipe, new ThemeChoice.Count(3));
    }

    private void map(MapSpec spec) {
        map(spec, new Steps(Integer.MAX_VALUE));
    }

    private void map(MapSpec spec, Steps steps) {
        new Mapping(clouds, texts -> Maps.random(texts.size(), DIMENSIONS, 1), spec, CLOCK, () -> {}).run(steps);
    }

    private KeptMap map() {
        return map(2);
    }

    private KeptMap map(int components) {
        return clouds.map(components).orElseThrow();
    }

    private static float[] point(KeptMap map, int row) {
        return map.points().row(map.positions()[row]);
    }

    private static int theme(KeptMap map, int row) {
        return map.theme(map.positions()[row]);
    }

    private static double distance(float[] a, float[] b) {
        return Metric.euclideanDistance(a, b);
    }

    @Test
    void everyRowIsOnTheMapAndThemesHaveCentersAmongTheVectors() {
        add("d", 120, 1);
        clouds.delete(List.of("d0", "d7"));
        map(spec(Method.UMAP, 2, 42));
        KeptMap map = map();
        assertThat(map.rows()).isEqualTo(clouds.liveRows());
        assertThat(map.origin().createdAt()).isEqualTo(CLOCK.instant());
        assertThat(map.points().columns()).isEqualTo(2);
        assertThat(map.centers().rows()).isEqualTo(3);
        for (int row : List.of(1, 2, 3)) {
            float[] center = map.centers().row(theme(map, row));
            assertThat(center[row % 3]).isBetween(19f, 21f);
        }
        map.origin()
                .report()
                .themes()
                .forEach(theme -> theme.representatives()
                        .forEach(row -> assertThat(theme(map, row)).isEqualTo(theme.id())));
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        add("d", 90, 1);
        map(spec(Method.UMAP, 2, 42));
        KeptMap first = map();
        clouds.dropMap(2);
        map(spec(Method.UMAP, 2, 42));
        assertThat(MapBytes.write(map())).isEqualTo(MapBytes.write(first));
    }

    @Test
    void newRowsArePlacedNearTheirLikeAndNothingElseMoves() {
        add("d", 120, 1);
        map(spec(Method.UMAP, 2, 42));
        KeptMap before = map();
        add("late", 30, 2);
        clouds.delete(List.of("d5"));
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        KeptMap after = map();
        assertThat(after.rows()).isEqualTo(clouds.liveRows());
        assertThat(after.placed().cardinality()).isEqualTo(30);
        for (int row = 0; row < 120; row++) {
            if (row != 5) {
                assertThat(point(after, row)).isEqualTo(point(before, row));
                assertThat(theme(after, row)).isEqualTo(theme(before, row));
            }
        }
        for (int row = 120; row < 150; row++) {
            int like = row;
            assertThat(theme(after, row)).isEqualTo(theme(before, row % 3));
            double nearest = IntStream.range(0, 120)
                    .filter(other -> other % 3 == like % 3 && other != 5)
                    .mapToDouble(other -> distance(point(after, like), point(after, other)))
                    .min()
                    .orElseThrow();
            double other = IntStream.range(0, 120)
                    .filter(unlike -> unlike % 3 != like % 3 && unlike != 5)
                    .mapToDouble(unlike -> distance(point(after, like), point(after, unlike)))
                    .min()
                    .orElseThrow();
            assertThat(nearest).isLessThan(other);
        }
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(MapBytes.write(map())).isEqualTo(MapBytes.write(after));
    }

    @Test
    void onALinearMapRowsArePlacedWhereItPutsThem() {
        add("d", 90, 1);
        map(spec(Method.PCA, 3, 42));
        float[] known = point(map(3), 4);
        // The same vector again, as another document.
        clouds.put(
                List.of(new Entry(
                        new Document("again", "boat trip", Map.of(), Instant.EPOCH),
                        List.of(new Passage(0, 9, 3, false)),
                        clouds.vectors(List.of(4)))),
                FINGERPRINT);
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(distance(point(map(3), 90), known)).isLessThan(1e-3);
        assertThat(theme(map(3), 90)).isEqualTo(theme(map(3), 4));
    }

    @Test
    void aNewMapIsTurnedOntoTheOneBefore() {
        add("d", 150, 1);
        map(spec(Method.UMAP, 2, 42));
        KeptMap before = map();
        add("late", 15, 2);
        map(spec(Method.UMAP, 2, 7));
        KeptMap after = map();
        assertThat(after.origin().report().note()).contains(Bearings.NOTE);
        assertThat(after.placed().isEmpty()).isTrue();
        // Where a cloud lay there it lies still, as far as a map can be turned.
        for (int cloud = 0; cloud < 3; cloud++) {
            assertThat(nearestCloud(mean(after, cloud), before)).isEqualTo(cloud);
        }
        MapReport report = after.origin().report();
        report.themes().forEach(theme -> {
            float[] center = {theme.center().get(0), theme.center().get(1)};
            int cloud = theme.representatives().getFirst() % 3;
            assertThat(nearestCloud(center, after)).isEqualTo(cloud);
        });
    }

    @Test
    void aMapInSpaceAndOneInThePlaneLeaveOneAnotherAlone() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        byte[] plane = MapBytes.write(map(2));
        map(spec(Method.UMAP, 3, 7));
        assertThat(map(3).components()).isEqualTo(3);
        assertThat(String.valueOf(map(3).origin().report().note())).doesNotContain(Bearings.NOTE);
        assertThat(MapBytes.write(map(2))).isEqualTo(plane);
        KeptMap space = map(3);
        map(spec(Method.UMAP, 3, 8));
        assertThat(map(3).origin().report().note()).contains(Bearings.NOTE);
        assertThat(map(3).points().values()).isNotEqualTo(space.points().values());
        assertThat(MapBytes.write(map(2))).isEqualTo(plane);
    }

    @Test
    void newRowsArePlacedOnEachMapThatThereIs() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 3, 42));
        add("late", 6, 2);
        map(spec(Method.PCA, 2, 42));
        add("later", 6, 3);
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(map(3).rows()).isEqualTo(clouds.liveRows());
        assertThat(map(3).placed().cardinality()).isEqualTo(12);
        assertThat(map(2).rows()).isEqualTo(clouds.liveRows());
        assertThat(map(2).placed().cardinality()).isEqualTo(6);
        assertThat(theme(map(3), 66)).isEqualTo(theme(map(3), 0));
        assertThat(theme(map(2), 66)).isEqualTo(theme(map(2), 0));
    }

    @Test
    void aMapWithNothingLeftOfItDoesNotKeepRowsFromTheOther() {
        add("d", 30, 1);
        map(spec(Method.UMAP, 2, 42));
        clouds.delete(Filter.ALL);
        add("late", 30, 2);
        map(spec(Method.UMAP, 3, 42));
        add("later", 3, 3);
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(map(3).placed().cardinality()).isEqualTo(3);
        assertThat(map(2).placed().isEmpty()).isTrue();
    }

    private static float[] mean(KeptMap map, int cloud) {
        float[] mean = new float[2];
        int[] rows =
                map.rows().stream().filter(row -> row < 150 && row % 3 == cloud).toArray();
        for (int row : rows) {
            mean[0] += point(map, row)[0] / rows.length;
            mean[1] += point(map, row)[1] / rows.length;
        }
        return mean;
    }

    private static int nearestCloud(float[] point, KeptMap map) {
        return IntStream.range(0, 3)
                .boxed()
                .min(java.util.Comparator.comparingDouble(cloud -> distance(mean(map, cloud), point)))
                .orElseThrow();
    }

    @Test
    void aMapThatIsCancelledAtAnyStepLeavesTheOldOne() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        Steps all = new Steps(Integer.MAX_VALUE);
        map(spec(Method.UMAP, 2, 42), all);
        assertThat(all.stages).startsWith("reading").endsWith("keeping");
        byte[] before = MapBytes.write(map());
        for (int most = 1; most <= all.count; most++) {
            Steps some = new Steps(most);
            assertThatThrownBy(() -> map(spec(Method.UMAP, 2, 1), some)).isInstanceOf(CancellationException.class);
            assertThat(MapBytes.write(map())).isEqualTo(before);
        }
    }

    @Test
    void placingThatIsCancelledLeavesTheRestWaiting() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        add("late", 30, 2);
        assertThatThrownBy(() -> new Placing(clouds).run(new Steps(1))).isInstanceOf(CancellationException.class);
        assertThat(map().size()).isEqualTo(60);
        assertThat(MapInfo.of(map(), clouds.liveRows()).waiting()).isEqualTo(30);
    }

    @Test
    void withoutAMapOrWithNothingLeftOfItRowsWait() {
        add("d", 10, 1);
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(clouds.map(2)).isEmpty();
        map(spec(Method.UMAP, 2, 42));
        clouds.delete(Filter.ALL);
        add("late", 3, 2);
        new Placing(clouds).run(new Steps(Integer.MAX_VALUE));
        assertThat(MapInfo.of(map(), clouds.liveRows()))
                .extracting(MapInfo::n, MapInfo::waiting)
                .containsExactly(0, 3);
    }

    @Test
    void aMapThatIsDroppedWhileRowsArePlacedStaysAway() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        add("late", 30, 2);
        new Placing(clouds).run(new Doing(() -> clouds.dropMap(2)));
        assertThat(clouds.map(2)).isEmpty();
    }

    @Test
    void documentsThatComeAndGoWhileRowsArePlacedDoNotStopIt() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        add("late", 30, 2);
        new Placing(clouds).run(new Doing(() -> {
            clouds.delete(List.of("late0", "d3"));
            add("later", 3, 3);
        }));
        assertThat(map().placed().stream())
                .containsExactlyElementsOf(IntStream.range(61, 90).boxed().toList());
        assertThat(MapInfo.of(map(), clouds.liveRows()).waiting()).isEqualTo(3);
    }

    @Test
    void whatAnotherProcessPlacesMeanwhileStaysWhereItIs() {
        add("d", 60, 1);
        map(spec(Method.UMAP, 2, 42));
        add("late", 30, 2);
        KeptMap before = map();
        Matrix far = Matrix.of(1, 2, new float[] {1_000, 1_000});
        new Placing(clouds)
                .run(new Doing(() ->
                        clouds.growMap(before, before.with(new int[] {75}, far, new int[] {-1}, clouds.liveRows()))));
        assertThat(map().rows()).isEqualTo(clouds.liveRows());
        assertThat(point(map(), 75)).containsExactly(1_000, 1_000);
    }

    @Test
    void neighborsByBlocksAreThoseOfAllAtOnce() {
        add("d", 9_000, 1);
        int[] anchors = IntStream.range(0, 9_000).filter(row -> row % 50 != 3).toArray();
        List<Integer> asked =
                IntStream.range(0, 40).map(i -> i * 200 + 3).boxed().toList();
        Matrix queries = clouds.vectors(asked);
        Matrix all = clouds.vectors(Arrays.stream(anchors).boxed().toList());
        Neighbors expected =
                NeighborSearch.between(queries, all, Distance.EUCLIDEAN, 12, dev.sextant.projection.Progress.NONE);
        Neighbors found = new NearestOnMap(clouds, anchors, Distance.EUCLIDEAN).of(queries, 12, seen -> {});
        for (int row = 0; row < queries.rows(); row++) {
            for (int rank = 0; rank < 12; rank++) {
                assertThat(found.index(row, rank)).isEqualTo(expected.index(row, rank));
                assertThat(found.distance(row, rank)).isEqualTo(expected.distance(row, rank));
            }
        }
    }

    /// Does something when the work begins.
    private record Doing(Runnable something) implements Work.Progress {
        @Override
        public void stage(String name, long total) {
            something.run();
        }

        @Override
        public void step(long done) {}
    }

    /// Remembers stages, and cancels after some calls.
    private static final class Steps implements Work.Progress {
        private final List<String> stages = new ArrayList<>();
        private final int most;
        private int count;

        Steps(int most) {
            this.most = most;
        }

        @Override
        public void stage(String name, long total) {
            stages.add(name);
            step(0);
        }

        @Override
        public void step(long done) {
            if (++count >= most) {
                throw new CancellationException();
            }
        }
    }
}
