package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store must do.
public abstract class CollectionStoreContract {
    public static final int DIMENSIONS = 7;
    protected static final String FINGERPRINT = "f1";
    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);

    protected CollectionStore store;

    /// The store, as a process finds it that starts now.
    protected abstract CollectionStore open();

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void countsItsCollections() {
        assertThat(store.count()).isZero();
        create("books");
        create("notes");
        assertThat(store.count()).isEqualTo(2);
        store.drop("books");
        assertThat(store.count()).isEqualTo(1);
    }

    protected final StoredCollection reopened(StoredCollection collection) {
        store.close();
        store = open();
        return store.find(collection.spec().name()).orElseThrow();
    }

    protected final StoredCollection create(String name) {
        return store.create(spec(name, Metric.DOT), FINGERPRINT, DIMENSIONS).collection();
    }

    public static CollectionSpec spec(String name, Metric metric) {
        return new CollectionSpec(name, "tiny", metric, Storage.FLOAT, Optional.empty(), "");
    }

    /// A document of one passage, whose vector says its number in its first dimension.
    public static Entry entry(String id, String text, Map<String, Object> metadata, float... first) {
        int passages = Math.max(1, first.length);
        Matrix vectors = Matrix.zeros(passages, DIMENSIONS);
        List<Passage> stretches = new ArrayList<>();
        for (int i = 0; i < passages; i++) {
            vectors.values()[i * DIMENSIONS] = first.length == 0 ? 1 : first[i];
            stretches.add(
                    new Passage(i * text.length() / passages, (i + 1) * text.length() / passages, 3 + i, i % 2 == 1));
        }
        return new Entry(new Document(id, text, metadata, THEN), stretches, vectors);
    }

    public static Nearest nearest(int topK, Filter filter) {
        float[] query = new float[DIMENSIONS];
        query[0] = 1;
        return new Nearest(Matrix.of(1, DIMENSIONS, query), Metric.DOT, topK, filter, true);
    }

    public static Filter where(String field, Object... values) {
        return new Filter(Map.of(field, List.of(new Filter.OneOf(List.of(values)))));
    }

    private static List<String> ids(StoredCollection collection, Nearest nearest) {
        return collection.nearest(nearest).matches().getFirst().stream()
                .map(Match::id)
                .toList();
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }

    @Test
    void createsFindsListsAndDrops() {
        assertThat(store.find("b")).isEmpty();
        assertThat(store.create(spec("b", Metric.COSINE), FINGERPRINT, DIMENSIONS)
                        .isNew())
                .isTrue();
        create("a-1");
        assertThat(store.collections()).extracting(each -> each.spec().name()).containsExactly("a-1", "b");
        assertThat(store.find("b").orElseThrow().spec()).isEqualTo(spec("b", Metric.COSINE));
        assertThat(store.find("b").orElseThrow().fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(store.find("b").orElseThrow().dimensions()).isEqualTo(DIMENSIONS);
        assertThat(store.damaged()).isEmpty();
        assertThat(store.drop("b")).isTrue();
        assertThat(store.drop("b")).isFalse();
        assertThat(store.collections()).hasSize(1);
    }

    @Test
    void findsNothingUnderANameThatCannotBe() {
        assertThat(store.find("../a")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.drop("..")).isFalse();
    }

    @Test
    void createsTheSameAgainAndTakesANewDescription() {
        CollectionSpec chunked = new CollectionSpec(
                "a", "tiny", Metric.EUCLIDEAN, Storage.INT8, Optional.of(new Chunking(64, 8)), "first");
        store.create(chunked, FINGERPRINT, DIMENSIONS);
        CollectionSpec described = new CollectionSpec(
                "a", "tiny", Metric.EUCLIDEAN, Storage.INT8, Optional.of(new Chunking(64, 8)), "second 🧭");
        var again = store.create(described, FINGERPRINT, DIMENSIONS);
        assertThat(again.isNew()).isFalse();
        assertThat(again.collection().spec()).isEqualTo(described);
        assertThat(reopened(again.collection()).spec()).isEqualTo(described);
    }

    @Test
    void refusesAnotherOfTheSameName() {
        create("a");
        assertThatThrownBy(() -> store.create(spec("a", Metric.COSINE), FINGERPRINT, DIMENSIONS))
                .isInstanceOf(Fault.Conflict.class)
                .hasMessageContainingAll("a", "metric", "dot", "cosine");
    }

    @Test
    void keepsWhatWasPut() {
        StoredCollection a = create("a");
        Map<String, Object> metadata = new TreeMap<>(Map.of(
                "text",
                "ünï🧭\u0000x",
                "whole",
                5,
                "part",
                2.5,
                "long",
                9_007_199_254_740_993L,
                "yes",
                true,
                "list",
                List.of("p", 1, false),
                "none",
                List.of()));
        a.put(List.of(entry("id \u0000 🧭", "text \u0000 and 🧭 more", metadata, 4)), FINGERPRINT);
        for (boolean isReopened : new boolean[] {false, true}) {
            StoredCollection each = isReopened ? reopened(a) : a;
            Document kept = each.documents(List.of("id \u0000 🧭", "absent")).getFirst();
            assertThat(kept).isEqualTo(new Document("id \u0000 🧭", "text \u0000 and 🧭 more", metadata, THEN));
            assertThat(each.rows("id \u0000 🧭")).containsExactly(0);
            assertThat(each.vectors(List.of(0)).row(0)).containsExactly(4, 0, 0, 0, 0, 0, 0);
            assertThat(each.count(where("text", "ünï🧭\u0000x"))).isEqualTo(1);
            assertThat(each.count(where("text", "ünï🧭\u0000y"))).isZero();
        }
    }

    @Test
    void replacesByIdAndTheLastOfTwoWins() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of("n", 1), 1), entry("y", "other", Map.of(), 2)), FINGERPRINT);
        a.put(List.of(entry("x", "two", Map.of("m", 1), 3), entry("x", "three", Map.of("m", 2), 4)), FINGERPRINT);
        assertThat(a.documents(List.of("x")).getFirst().text()).isEqualTo("three");
        assertThat(a.count(where("n", 1.0))).isZero();
        assertThat(a.count(where("m", 1.0))).isZero();
        assertThat(a.count(where("m", 2.0))).isEqualTo(1);
        assertThat(a.count(Filter.ALL)).isEqualTo(2);
        assertThat(ids(a, nearest(5, Filter.ALL))).containsExactly("x", "y");
        assertThat(a.atRows(List.of(0, 1)).getFirst()).isEmpty();
        assertThatThrownBy(() -> a.vectors(List.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThat(a.vectors(a.rows("x")).row(0)[0]).isEqualTo(4);
    }

    @Test
    void refusesVectorsOfAnotherModel() {
        StoredCollection a = create("a");
        assertThatThrownBy(() -> a.put(List.of(entry("x", "one", Map.of())), "f2"))
                .isInstanceOf(Fault.Conflict.class)
                .hasMessageContaining("reembed");
        assertThat(a.count(Filter.ALL)).isZero();
    }

    @Test
    void putsAllOrNone() {
        StoredCollection a = create("a");
        Entry wrong = new Entry(
                new Document("y", "two", Map.of(), THEN), List.of(new Passage(0, 3, 1, false)), Matrix.zeros(1, 3));
        assertThatThrownBy(() -> a.put(List.of(entry("x", "one", Map.of()), wrong), FINGERPRINT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(a.count(Filter.ALL)).isZero();
        assertThat(a.documents(List.of("x"))).isEmpty();
        a.put(List.of(entry("z", "three", Map.of(), 9)), FINGERPRINT);
        assertThat(ids(a, nearest(5, Filter.ALL))).containsExactly("z");
    }

    @Test
    void annotatesWithoutTouchingVectors() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of("n", 1), 1), entry("y", "two", Map.of(), 2)), FINGERPRINT);
        Instant later = THEN.plusSeconds(5);
        a.annotate(List.of(
                new Document("x", "one", Map.of("n", 2), later),
                new Document("y", "meanwhile another text", Map.of("n", 2), later),
                new Document("gone", "one", Map.of("n", 2), later)));
        assertThat(a.documents(List.of("x"))).containsExactly(new Document("x", "one", Map.of("n", 2), later));
        assertThat(a.documents(List.of("y"))).containsExactly(new Document("y", "two", Map.of(), THEN));
        assertThat(a.count(where("n", 2.0))).isEqualTo(1);
        assertThat(a.count(where("n", 1.0))).isZero();
        assertThat(a.rows("x")).containsExactly(0);
    }

    @Test
    void deletesByIdAndByFilter() {
        StoredCollection a = create("a");
        a.put(
                List.of(
                        entry("x", "one", Map.of("n", 1), 1),
                        entry("y", "two", Map.of("n", 2), 2),
                        entry("z", "three", Map.of("n", 2), 3)),
                FINGERPRINT);
        assertThat(a.delete(List.of("x", "absent", "x"))).isEqualTo(1);
        assertThat(ids(a, nearest(5, Filter.ALL))).containsExactly("z", "y");
        assertThat(a.delete(where("n", 2.0))).isEqualTo(2);
        assertThat(a.count(Filter.ALL)).isZero();
        assertThat(ids(a, nearest(5, Filter.ALL))).isEmpty();
        assertThat(a.summary().fields()).isEmpty();
        assertThat(reopened(a).count(Filter.ALL)).isZero();
    }

    @Test
    void rowsAreNeverGivenToAnotherPassage() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of()), entry("y", "two", Map.of())), FINGERPRINT);
        a.delete(List.of("y"));
        StoredCollection again = reopened(a);
        again.put(List.of(entry("z", "three", Map.of())), FINGERPRINT);
        assertThat(again.rows("x")).containsExactly(0);
        assertThat(again.rows("z")).containsExactly(2);
    }

    @Test
    void pagesInOrderOfUtf8Bytes() {
        StoredCollection a = create("a");
        List<String> names = List.of("B", "a", "aa", "é", "\uffee", "🧭", "🧭z");
        a.put(
                names.reversed().stream()
                        .map(id -> entry(id, id, Map.of("n", id)))
                        .toList(),
                FINGERPRINT);
        assertThat(ids(a.page("", 3, Filter.ALL))).containsExactly("B", "a", "aa");
        assertThat(ids(a.page("aa", 9, Filter.ALL))).containsExactly("é", "\uffee", "🧭", "🧭z");
        assertThat(ids(a.page("a0", 1, Filter.ALL))).containsExactly("aa");
        assertThat(ids(a.page("", 9, where("n", "é", "B")))).containsExactly("B", "é");
        assertThat(a.page("🧭z", 9, Filter.ALL)).isEmpty();
    }

    @Test
    void ranksByScoreThenByIdAlsoAtTheEnd() {
        StoredCollection a = create("a");
        List<Entry> entries = new ArrayList<>();
        for (int i = 29; i >= 0; i--) {
            entries.add(entry("t%02d".formatted(i), "tied", Map.of(), 1));
        }
        entries.add(entry("zz", "best", Map.of(), 2));
        a.put(entries, FINGERPRINT);
        assertThat(ids(a, nearest(3, Filter.ALL))).containsExactly("zz", "t00", "t01");
        assertThat(ids(a, nearest(1000, Filter.ALL))).hasSize(31);
    }

    @Test
    void foldsPassagesIntoTheirDocument() {
        StoredCollection a = create("a");
        a.put(
                List.of(
                        entry("long", "0123456789", Map.of(), 9, 8, 7, 10, 6, 5, 4, 3),
                        entry("one", "1", Map.of(), 2),
                        entry("two", "2", Map.of(), 1)),
                FINGERPRINT);
        List<Match> matches = a.nearest(nearest(3, Filter.ALL)).matches().getFirst();
        assertThat(matches).extracting(Match::id).containsExactly("long", "one", "two");
        assertThat(matches.getFirst()).isEqualTo(new Match("long", 3, 10, new Passage(3, 5, 6, true)));
        assertThat(a.summary().passages()).isEqualTo(10);
        assertThat(a.rows("long")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void filtersAgreeWithTheirMeaning() {
        Random random = new Random(7);
        StoredCollection a = create("a");
        Map<String, Map<String, Object>> all = new TreeMap<>(CodePoints.ORDER);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String id = "d%03d".formatted(i);
            all.put(id, RandomFilters.metadata(random));
            entries.add(entry(id, id, all.get(id), random.nextFloat()));
        }
        a.put(entries, FINGERPRINT);
        for (int round = 0; round < 400; round++) {
            Filter filter = RandomFilters.filter(random);
            List<String> expected = all.entrySet().stream()
                    .filter(each -> filter.matches(each.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(ids(a.page("", 1000, filter))).as("%s", filter).isEqualTo(expected);
            assertThat(a.count(filter)).isEqualTo(expected.size());
            assertThat(ids(a, nearest(1000, filter))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aFilterThatIsAskedAgainSeesWhatChangedMeanwhile() {
        StoredCollection a = create("a");
        Filter filter = where("n", 1.0);
        a.put(List.of(entry("x", "one", Map.of("n", 1), 1), entry("y", "two", Map.of("n", 2), 2)), FINGERPRINT);
        assertThat(ids(a, nearest(5, filter))).containsExactly("x");
        assertThat(ids(a, nearest(5, filter))).containsExactly("x");
        a.annotate(List.of(new Document("y", "two", Map.of("n", 1), THEN)));
        assertThat(ids(a, nearest(5, filter))).containsExactly("y", "x");
        a.put(List.of(entry("z", "three", Map.of("n", 1), 3)), FINGERPRINT);
        assertThat(ids(a, nearest(5, filter))).containsExactly("z", "y", "x");
        a.delete(List.of("y"));
        assertThat(ids(a, nearest(5, filter))).containsExactly("z", "x");
    }

    @Test
    void summarisesFields() {
        StoredCollection a = create("a");
        a.put(
                List.of(
                        entry("x", "one", Map.of("n", 1, "s", "a", "m", 1, "l", List.of("p", "q"))),
                        entry("y", "two", Map.of("n", 1.0, "s", "b", "m", "1", "b", true))),
                FINGERPRINT);
        assertThat(a.summary().fields())
                .containsExactly(
                        new Summary.Field("b", "boolean", 1),
                        new Summary.Field("l", "string", 2),
                        new Summary.Field("m", "mixed", 2),
                        new Summary.Field("n", "number", 1),
                        new Summary.Field("s", "string", 2));
        assertThat(a.summary().count()).isEqualTo(2);
        assertThat(a.summary().bytes()).isPositive();
        a.annotate(List.of(new Document("y", "two", Map.of(), THEN)));
        assertThat(a.summary().fields()).extracting(Summary.Field::name).containsExactly("l", "m", "n", "s");
    }

    @Test
    void givesAColumnAsItWasSent() {
        StoredCollection a = create("a");
        a.put(
                List.of(
                        entry("x", "one", Map.of("f", 1), 1, 2),
                        entry("y", "two", Map.of("f", List.of("p", "p")), 3),
                        entry("z", "three", Map.of("g", 1), 4),
                        entry("w", "four", Map.of("f", true), 5)),
                FINGERPRINT);
        a.delete(List.of("w"));
        assertThat(a.column("f").values()).containsExactly(1, 1, List.of("p", "p"), null, null);
        assertThat(a.atRows(List.of(3, 0, 4, 99)))
                .extracting(each -> each.map(Document::id).orElse("-"))
                .containsExactly("z", "x", "-", "-");
    }

    @Test
    void visitsPassagesInRowOrderOnASnapshot() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of("n", 1), 1, 2), entry("y", "two", Map.of("n", 2), 3)), FINGERPRINT);
        List<String> seen = new ArrayList<>();
        a.forEach(Filter.ALL, new StoredCollection.PassageVisitor() {
            @Override
            public void start(long passages, int dimensions) {
                seen.add("%d of %d".formatted(passages, dimensions));
            }

            @Override
            public void visit(Document document, int row, Passage passage, float[] vector) {
                a.delete(List.of("y"));
                seen.add("%s %d %d %.0f".formatted(document.id(), row, passage.start(), vector[0]));
            }
        });
        assertThat(seen).containsExactly("3 of " + DIMENSIONS, "x 0 0 1", "x 1 1 2", "y 2 0 3");
        assertThat(a.count(Filter.ALL)).isEqualTo(1);
        List<Float> vectors = new ArrayList<>();
        a.forEachVector((at, vector) -> {
            assertThat(at).isEqualTo(THEN);
            vectors.add(vector[0]);
        });
        assertThat(vectors).containsExactly(1f, 2f);
    }

    @Test
    void samplesWithoutRepeating() {
        StoredCollection a = create("a");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            entries.add(entry("d" + i, "text", Map.of(), i));
        }
        a.put(entries, FINGERPRINT);
        Matrix sample = a.sample(20, 3);
        assertThat(sample.rows()).isEqualTo(20);
        List<Float> firsts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            firsts.add(sample.row(i)[0]);
        }
        assertThat(firsts).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(a.sample(20, 3).values()).isEqualTo(sample.values());
        assertThat(a.sample(20, 4).values()).isNotEqualTo(sample.values());
        assertThat(a.sample(500, 4).rows()).isEqualTo(50);
    }

    @Test
    void keepsAMapBesideTheVectors() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of(), 1, 2), entry("y", "two", Map.of(), 3)), FINGERPRINT);
        assertThat(a.map(2)).isEmpty();
        assertThat(a.dropMap(2)).isFalse();
        a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1}));
        a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1, 2}, 2));
        for (boolean isReopened : new boolean[] {false, true}) {
            StoredCollection each = isReopened ? reopened(a) : a;
            KeptMap map = each.map(2).orElseThrow();
            assertThat(map.rows().stream()).containsExactly(0, 1, 2);
            assertThat(map.placed().stream()).containsExactly(2);
            assertThat(map.points().row(map.positions()[2])).containsExactly(2, 0.5f);
            assertThat(map.centers().rows()).isEqualTo(2);
            assertThat(map.origin())
                    .isEqualTo(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1, 2})
                            .origin());
        }
        StoredCollection again = store.find("a").orElseThrow();
        assertThat(again.dropMap(2)).isTrue();
        assertThat(again.map(2)).isEmpty();
        assertThat(reopened(again).map(2)).isEmpty();
    }

    @Test
    void keepsAMapForEachNumberOfComponents() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of(), 1), entry("y", "two", Map.of(), 3)), FINGERPRINT);
        a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1}));
        assertThat(a.map(3)).isEmpty();
        assertThat(a.dropMap(3)).isFalse();
        a.keepMap(Maps.inSpace(FINGERPRINT, DIMENSIONS, new int[] {0}));
        KeptMap inSpace = a.map(3).orElseThrow();
        KeptMap grown = inSpace.with(new int[] {1}, Matrix.zeros(1, 3), new int[] {-1}, a.liveRows());
        assertThat(a.growMap(inSpace, grown)).isTrue();
        StoredCollection again = reopened(a);
        assertThat(again.map(2).orElseThrow().points().columns()).isEqualTo(2);
        assertThat(again.map(2).orElseThrow().placed().isEmpty()).isTrue();
        assertThat(again.map(3).orElseThrow().points().columns()).isEqualTo(3);
        assertThat(again.map(3).orElseThrow().placed().stream()).containsExactly(1);
        assertThat(again.dropMap(2)).isTrue();
        assertThat(again.map(2)).isEmpty();
        assertThat(again.map(3)).isPresent();
        assertThat(reopened(again).map(2)).isEmpty();
        assertThat(store.find("a").orElseThrow().map(3)).isPresent();
    }

    @Test
    void aMapGrowsOnlyWhereItIsKept() {
        StoredCollection a = create("a");
        KeptMap kept = Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1});
        BitSet live = new BitSet();
        live.set(0, 3);
        KeptMap grown = kept.with(new int[] {2}, Matrix.of(1, 2, new float[] {2, 0.5f}), new int[] {-1}, live);
        assertThat(a.growMap(kept, grown)).isFalse();
        assertThat(a.map(2)).isEmpty();
        a.keepMap(kept);
        assertThat(reopened(a).growMap(kept, grown)).isTrue();
        assertThat(store.find("a").orElseThrow().map(2).orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void aMapThatGrewMeanwhileIsNotUndone() {
        StoredCollection a = create("a");
        KeptMap kept = Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0, 1});
        BitSet live = new BitSet();
        live.set(0, 4);
        a.keepMap(kept);
        KeptMap first = kept.with(new int[] {2}, Matrix.zeros(1, 2), new int[] {-1}, live);
        KeptMap second = kept.with(new int[] {3}, Matrix.zeros(1, 2), new int[] {-1}, live);
        assertThat(a.growMap(kept, first)).isTrue();
        assertThat(a.growMap(kept, second)).isFalse();
        assertThat(a.map(2).orElseThrow().rows().stream()).containsExactly(0, 1, 2);
    }

    @Test
    void refusesAMapOfVectorsOfAnotherModel() {
        StoredCollection a = create("a");
        assertThatThrownBy(() -> a.keepMap(Maps.of("f2", DIMENSIONS, new int[] {0})))
                .isInstanceOf(Fault.Conflict.class);
        assertThat(a.map(2)).isEmpty();
    }

    @Test
    void aMapGoesWithItsVectors() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of(), 1)), FINGERPRINT);
        a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0}));
        a.keepMap(Maps.inSpace(FINGERPRINT, DIMENSIONS, new int[] {0}));
        StoredCollection.Rebuild rebuild = a.rebuild("f2", DIMENSIONS);
        rebuild.put(embedded(rebuild.pending(9), 4));
        assertThat(a.map(2)).isPresent();
        assertThat(rebuild.finish()).isTrue();
        assertThat(a.map(2)).isEmpty();
        assertThat(a.map(3)).isEmpty();
        assertThat(reopened(a).map(2)).isEmpty();
    }

    @Test
    void aMapGoesWithItsCollection() {
        StoredCollection a = create("a");
        a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0}));
        store.drop("a");
        assertThatThrownBy(() -> a.map(2)).isInstanceOf(Fault.NotFound.class);
        assertThatThrownBy(() -> a.keepMap(Maps.of(FINGERPRINT, DIMENSIONS, new int[] {0})))
                .isInstanceOf(Fault.NotFound.class);
        assertThat(create("a").map(2)).isEmpty();
    }

    @Test
    void tellsWhichRowsAreNotEmpty() {
        StoredCollection a = create("a");
        assertThat(a.liveRows().isEmpty()).isTrue();
        a.put(List.of(entry("x", "one", Map.of(), 1, 2), entry("y", "two", Map.of(), 3)), FINGERPRINT);
        a.put(List.of(entry("x", "changed", Map.of(), 4)), FINGERPRINT);
        assertThat(a.liveRows().stream()).containsExactly(2, 3);
        a.liveRows().clear();
        assertThat(reopened(a).liveRows().stream()).containsExactly(2, 3);
    }

    @Test
    void isGoneOnceItWasDropped() {
        StoredCollection a = create("a");
        store.drop("a");
        assertThatThrownBy(() -> a.count(Filter.ALL))
                .isInstanceOf(Fault.NotFound.class)
                .hasMessageContaining("a");
        assertThatThrownBy(() -> a.delete(List.of("x"))).isInstanceOf(Fault.NotFound.class);
        StoredCollection another = create("a");
        assertThat(another.count(Filter.ALL)).isZero();
    }

    @Test
    void whoeverComesBesideADropIsToldOfIt() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 10; round++) {
                StoredCollection a = create("a");
                List<Future<Throwable>> ends = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    boolean writes = i < 4;
                    String id = "d" + i;
                    ends.add(threads.submit(() -> catchThrowable(() -> {
                        while (true) {
                            if (writes) {
                                a.put(List.of(entry(id, "text", Map.of())), FINGERPRINT);
                            } else {
                                a.summary();
                            }
                        }
                    })));
                }
                while (a.count(Filter.ALL) < 4) {
                    Thread.onSpinWait();
                }
                store.drop("a");
                for (Future<Throwable> end : ends) {
                    assertThat(end.get()).isInstanceOf(Fault.NotFound.class).hasMessageContaining("a");
                }
            }
        }
    }

    @Test
    void aDropLetsReadersFinish() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of()), entry("y", "two", Map.of())), FINGERPRINT);
        List<String> seen = new ArrayList<>();
        a.forEach(Filter.ALL, (document, row, passage, vector) -> {
            store.drop("a");
            seen.add(document.id());
        });
        assertThat(seen).containsExactly("x", "y");
        assertThat(store.find("a")).isEmpty();
    }

    private static List<Entry> embedded(List<Document> documents, float first) {
        return documents.stream()
                .map(each -> entry(each.id(), each.text(), each.metadata(), first))
                .toList();
    }

    @Test
    void rebuildsBesideTheOldVectorsAndSwitches() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of(), 1), entry("y", "two", Map.of(), 2)), FINGERPRINT);
        StoredCollection.Rebuild rebuild = a.rebuild("f2", DIMENSIONS);
        assertThat(rebuild.remaining()).isEqualTo(2);
        rebuild.put(embedded(rebuild.pending(1), 5));
        assertThat(rebuild.finish()).isFalse();
        assertThat(a.fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(ids(a, nearest(5, Filter.ALL))).containsExactly("y", "x");
        rebuild.put(embedded(rebuild.pending(9), 4));
        assertThat(rebuild.pending(9)).isEmpty();
        assertThat(rebuild.finish()).isTrue();
        for (boolean isReopened : new boolean[] {false, true}) {
            StoredCollection each = isReopened ? reopened(a) : a;
            assertThat(each.fingerprint()).isEqualTo("f2");
            assertThat(ids(each, nearest(5, Filter.ALL))).containsExactly("x", "y");
            assertThat(each.summary().passages()).isEqualTo(2);
        }
    }

    @Test
    void rebuildsToOtherDimensions() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of(), 1)), FINGERPRINT);
        StoredCollection.Rebuild rebuild = a.rebuild("f2", 3);
        Document x = rebuild.pending(1).getFirst();
        rebuild.put(List.of(
                new Entry(x, List.of(new Passage(0, 3, 3, false)), Matrix.of(1, 3, new float[] {1, 2, 3}))));
        assertThat(rebuild.finish()).isTrue();
        assertThat(a.dimensions()).isEqualTo(3);
        assertThat(a.vectors(a.rows("x")).values()).containsExactly(1, 2, 3);
    }

    @Test
    void rebuildTakesCareOfWhatChangesMeanwhile() {
        StoredCollection a = create("a");
        a.put(
                List.of(
                        entry("changed", "one", Map.of()),
                        entry("deleted", "two", Map.of()),
                        entry("noted", "three", Map.of()),
                        entry("late", "four", Map.of())),
                FINGERPRINT);
        StoredCollection.Rebuild rebuild = a.rebuild("f2", DIMENSIONS);
        List<Document> before = rebuild.pending(9);
        a.put(List.of(entry("changed", "another", Map.of()), entry("added", "five", Map.of())), FINGERPRINT);
        a.delete(List.of("deleted"));
        a.annotate(List.of(new Document("noted", "three", Map.of("n", 1), THEN)));
        rebuild.put(embedded(before, 7));
        assertThat(ids(rebuild.pending(9))).containsExactlyInAnyOrder("changed", "added");
        rebuild.put(embedded(rebuild.pending(9), 8));
        a.put(List.of(entry("late", "six", Map.of())), FINGERPRINT);
        assertThat(rebuild.finish()).isFalse();
        rebuild.put(embedded(rebuild.pending(9), 9));
        assertThat(rebuild.finish()).isTrue();
        assertThat(ids(a, nearest(9, Filter.ALL))).containsExactly("late", "added", "changed", "noted");
        assertThat(a.count(where("n", 1.0))).isEqualTo(1);
    }

    @Test
    void rebuildGoesOnAfterARestartAndCanBeAbandoned() {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "one", Map.of()), entry("y", "two", Map.of())), FINGERPRINT);
        StoredCollection.Rebuild first = a.rebuild("f2", DIMENSIONS);
        first.put(embedded(first.pending(1), 5));
        StoredCollection again = reopened(a);
        assertThat(again.rebuild("f2", DIMENSIONS).remaining()).isEqualTo(1);
        StoredCollection.Rebuild other = again.rebuild("f3", DIMENSIONS);
        assertThat(other.remaining()).isEqualTo(2);
        other.abandon();
        assertThatThrownBy(other::finish).isInstanceOf(Fault.Conflict.class);
        assertThat(again.rebuild("f2", DIMENSIONS).remaining()).isEqualTo(2);
        assertThat(again.fingerprint()).isEqualTo(FINGERPRINT);
    }

    @Test
    void readersSeeEachWriteAsAWhole() throws Exception {
        StoredCollection a = create("a");
        a.put(List.of(entry("x", "0", Map.of("n", 0), 0), entry("y", "0", Map.of("n", 0), 0)), FINGERPRINT);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writer = threads.submit(() -> {
                for (int i = 1; i <= 100; i++) {
                    Map<String, Object> n = Map.of("n", i);
                    a.put(List.of(entry("x", "" + i, n, i), entry("y", "" + i, n, i)), FINGERPRINT);
                }
                return true;
            });
            List<Future<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> {
                    while (!writer.isDone()) {
                        checkIsWhole(a);
                    }
                    return true;
                }));
            }
            assertThat(writer.get()).isTrue();
            for (Future<Boolean> reader : readers) {
                assertThat(reader.get()).isTrue();
            }
        }
        assertThat(a.vectors(a.rows("x")).row(0)[0]).isEqualTo(100);
    }

    private static void checkIsWhole(StoredCollection a) {
        List<Match> matches = a.nearest(nearest(5, Filter.ALL)).matches().getFirst();
        assertThat(matches).extracting(Match::id).containsExactly("x", "y");
        assertThat(matches.getFirst().score()).isEqualTo(matches.getLast().score());
        List<String> texts = new ArrayList<>();
        a.forEach(Filter.ALL, (document, row, passage, vector) -> {
            assertThat(document.metadata()).containsEntry("n", (int) vector[0]);
            texts.add(document.text());
        });
        assertThat(texts).hasSize(2);
        assertThat(texts.getFirst()).isEqualTo(texts.getLast());
    }

    @Test
    void writersFollowOneAnother() throws Exception {
        StoredCollection a = create("a");
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                writers.add(threads.submit(
                        () -> a.put(List.of(entry("d" + number, "text", Map.of(), number)), FINGERPRINT)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(a.count(Filter.ALL)).isEqualTo(40);
        for (int i = 0; i < 40; i++) {
            assertThat(a.vectors(a.rows("d" + i)).row(0)[0]).isEqualTo(i);
        }
    }
}
