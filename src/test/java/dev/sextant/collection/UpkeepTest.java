package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sextant.Fault;
import dev.sextant.cli.Standalone;
import dev.sextant.collection.embedded.EmbeddedStore;
import dev.sextant.collection.embedded.Settings;
import dev.sextant.job.Work;
import dev.sextant.model.Embedder;
import dev.sextant.model.ModelSpace;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to collections as time goes by: they drift, and their model changes.
class UpkeepTest {
    private static final Embedder EMBEDDER = Standalone.create().embedder();
    private static final Instant OLD = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant SINCE = Instant.parse("2021-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2022-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(directory, Settings.DEFAULTS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StoredCollection collection(String fingerprint, int dimensions) {
        CollectionSpec spec = new CollectionSpec(
                "stars", EMBEDDER.space(null).model(), Metric.EUCLIDEAN, Storage.FLOAT, Optional.empty(), "");
        return store.create(spec, fingerprint, dimensions).collection();
    }

    private static Entry entry(String id, Instant updatedAt, float... vector) {
        Document document = new Document(id, "text of " + id, Map.of(), updatedAt);
        Passage whole = new Passage(0, document.text().length(), 3, false);
        return new Entry(document, List.of(whole), Matrix.of(1, vector.length, vector));
    }

    @Test
    void driftIsMeasuredAgainstTheEarlierDocuments() {
        StoredCollection collection = collection("f", 2);
        collection.put(List.of(entry("a", OLD, 0, 0), entry("b", OLD, 2, 0)), "f");
        assertThat(Drift.of(collection, SINCE)).isEqualTo(new Drift(2, 0, null, null, null, null));
        assertThat(Drift.of(collection, OLD)).isEqualTo(new Drift(0, 2, null, null, null, null));
        collection.put(List.of(entry("c", NEW, 1, 0.5f), entry("d", SINCE, 1, 8.5f)), "f");
        // The centroids are (1, 0) and (1, 4.5); the distances 1, 1 and 4, 4; and 0.5 and 8.5 from the earlier one.
        Drift drift = Drift.of(collection, SINCE);
        assertThat(drift.before()).isEqualTo(2);
        assertThat(drift.after()).isEqualTo(2);
        assertThat(drift.meanShift()).isCloseTo(4.5, within(1e-9));
        assertThat(drift.spreadRatio()).isCloseTo(4, within(1e-9));
        assertThat(drift.farShare()).isEqualTo(0.5);
        assertThat(drift.farFrom()).isEqualTo(Drift.FarFrom.CENTROID);
    }

    @Test
    void driftLooksAtTheNearestThemeWhereThereIsAMap() {
        StoredCollection collection = collection("f", 2);
        List<Entry> entries = new ArrayList<>();
        // Earlier ones lie up to 1 around (1, 0) and (0, 0), which are the map's themes.
        for (int i = 0; i < 2_000; i++) {
            entries.add(entry("o" + i, OLD, i % 2, i / 2_000f));
        }
        entries.add(entry("n1", NEW, 0.5f, 0));
        entries.add(entry("n2", NEW, 1, 0.985f));
        entries.add(entry("n3", NEW, 1, 0.993f));
        entries.add(entry("n4", NEW, -0.2f, -1));
        collection.put(entries, "f");
        collection.keepMap(Maps.of("f", 2, new int[] {0, 1}));
        assertThat(Drift.of(collection, SINCE).farShare()).isEqualTo(0.5);
        assertThat(Drift.of(collection, SINCE).farFrom()).isEqualTo(Drift.FarFrom.THEME);
        collection.keepMap(KeptMap.of(
                collection.map(2).orElseThrow().origin(),
                new int[] {0},
                Matrix.zeros(1, 2),
                new int[] {-1},
                new java.util.BitSet(),
                Matrix.zeros(0, 2),
                null));
        // From (0.5, 0.5), the farthest of the earlier ones is 0.707 away.
        assertThat(Drift.of(collection, SINCE).farShare()).isEqualTo(0.25);
        assertThat(Drift.of(collection, SINCE).farFrom()).isEqualTo(Drift.FarFrom.CENTROID);
        // A map that was made later counts.
        collection.keepMap(Maps.inSpace("f", 2, new int[] {0, 1}));
        assertThat(Drift.of(collection, SINCE).farShare()).isEqualTo(0.5);
    }

    @Test
    void driftLooksPastAMapThatIsDamaged() throws Exception {
        StoredCollection collection = collection("f", 2);
        collection.put(List.of(entry("a", OLD, 1, 1), entry("b", NEW, 2, 1)), "f");
        collection.keepMap(Maps.of("f", 2, new int[] {0}));
        store.close();
        Files.writeString(directory.resolve("collections/stars/map-1-2"), "not a map");
        open();
        StoredCollection damaged = store.find("stars").orElseThrow();
        assertThat(Drift.of(damaged, SINCE))
                .extracting(Drift::farShare, Drift::farFrom)
                .containsExactly(1.0, Drift.FarFrom.CENTROID);
        damaged.keepMap(Maps.inSpace("f", 2, new int[] {0}));
        assertThat(Drift.of(damaged, SINCE).farFrom()).isEqualTo(Drift.FarFrom.THEME);
    }

    @Test
    void aSpreadOfNothingHasNoRatio() {
        StoredCollection collection = collection("f", 2);
        collection.put(List.of(entry("a", OLD, 1, 1), entry("b", NEW, 2, 1)), "f");
        assertThat(Drift.of(collection, SINCE).spreadRatio()).isNull();
        assertThat(Drift.of(collection, SINCE).farShare()).isEqualTo(1);
    }

    @Test
    void staleCollectionsTakeNothingUntilTheyAreEmbeddedAnew() throws Exception {
        StoredCollection collection = collection("of another model", 2);
        collection.put(
                IntStream.range(0, 300).mapToObj(i -> entry("d" + i, OLD, 1, 1)).toList(), "of another model");
        assertThatThrownBy(() -> new Ingestion(EMBEDDER, collection, Long.MAX_VALUE))
                .isInstanceOf(Fault.Conflict.class)
                .hasMessageContaining("reembed");
        Steps cancelled = new Steps(1);
        assertThatThrownBy(() -> new Reembedding(EMBEDDER, collection).run(cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(collection.fingerprint()).isEqualTo("of another model");
        Steps steps = new Steps(Integer.MAX_VALUE);
        new Reembedding(EMBEDDER, collection).run(steps);
        // What the cancelled one made is kept: one window of 256 and this rest.
        assertThat(steps.seen).containsExactly(44L);
        ModelSpace space = EMBEDDER.space(null);
        assertThat(collection.fingerprint()).isEqualTo(space.fingerprint());
        assertThat(collection.dimensions()).isEqualTo(space.dimensions());
        Incoming.Accepted known =
                new Incoming.Accepted(0, entry("d0", NEW, 0, 0).document());
        List<Incoming> left = new ArrayList<>(List.of(known));
        IngestionReport report = new Ingestion(EMBEDDER, collection, Long.MAX_VALUE)
                .run(() -> left.isEmpty() ? Optional.empty() : Optional.of(left.removeFirst()), null, heard -> {});
        assertThat(report.unchanged()).isEqualTo(1);
    }

    /// Remembers the steps, and cancels after some of them.
    private static final class Steps implements Work.Progress {
        private final List<Long> seen = new ArrayList<>();
        private final int most;

        Steps(int most) {
            this.most = most;
        }

        @Override
        public void stage(String name, long total) {
            assertThat(total).isPositive();
        }

        @Override
        public void step(long done) {
            seen.add(done);
            if (seen.size() >= most) {
                throw new CancellationException();
            }
        }
    }

    @Test
    void wordsHaveAPlaceOnlyAmongVectorsOfTheSameModel() {
        ModelSpace space = EMBEDDER.space(null);
        StoredCollection now = collection(space.fingerprint(), space.dimensions());
        List<String> words = List.of("sea", "night");
        assertThat(new ThemeWords(EMBEDDER, now).embed(words).columns()).isEqualTo(space.dimensions());
        store.drop("stars");
        StoredCollection older = collection("another", space.dimensions());
        assertThat(new ThemeWords(EMBEDDER, older).embed(words))
                .extracting(Matrix::rows, Matrix::columns)
                .containsExactly(2, 0);
        CollectionSpec gone =
                new CollectionSpec("gone", "no-such-model", Metric.COSINE, Storage.FLOAT, Optional.empty(), "");
        StoredCollection orphan = store.create(gone, "f", 2).collection();
        assertThat(new ThemeWords(EMBEDDER, orphan).embed(words).columns()).isZero();
    }
}
