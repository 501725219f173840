package dev.sextant.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemesTest {
    private static final ThemeChoice AUTO = new ThemeChoice.Auto();
    private static final TextVectors NEVER_ASKED = texts -> {
        throw new AssertionError("asked for " + texts);
    };

    @ParameterizedTest
    @EnumSource
    void everyBlobIsATheme(Distance distance) {
        Blobs blobs = Blobs.of(1, 60, 50, 40, 30, 20);
        Themes themes = find(blobs.vectors(), distance, AUTO);
        assertThat(themes.list()).extracting(Theme::size).containsExactly(60, 50, 40, 30, 20);
        assertThat(LabelAgreement.of(themes.assignments(), blobs.labels())).isEqualTo(1);
        assertThat(themes.noiseShare()).isZero();
    }

    @Test
    void withoutTextsThemesHaveNumbers() {
        Themes themes = find(Blobs.of(2, 20, 40, 30).vectors(), Distance.COSINE, AUTO);
        assertThat(themes.list()).extracting(Theme::label).containsExactly("Theme 1", "Theme 2", "Theme 3");
        assertThat(themes.list())
                .allSatisfy(theme -> assertThat(theme.keywords()).isEmpty());
    }

    @Test
    void theLargestThemeComesFirst() {
        Themes themes = find(Blobs.of(3, 15, 45, 30).vectors(), Distance.EUCLIDEAN, AUTO);
        assertThat(themes.list()).extracting(Theme::size).containsExactly(45, 30, 15);
        assertThat(themes.list()).extracting(Theme::id).containsExactly(0, 1, 2);
        assertThat(themes.assignments()).startsWith(2).endsWith(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16})
    void fewRowsHaveAnAnswer(int rows) {
        Themes themes = find(Blobs.of(4, rows).vectors(), Distance.COSINE, AUTO);
        assertThat(themes.list()).isNotEmpty();
        assertThat(themes.assignments()).hasSize(rows);
        assertConsistent(themes);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 16, 100, 600})
    void equalRowsAreOneTheme(int rows) {
        Matrix vectors = Matrix.ofRows(Collections.nCopies(rows, new float[] {0.6f, 0.8f}));
        Themes themes = find(vectors, Distance.COSINE, AUTO);
        assertThat(themes.list()).extracting(Theme::size).containsExactly(rows);
        assertThat(themes.list().getFirst().representatives()).containsExactly(0);
    }

    @Test
    void rowsOfZerosHaveAnAnswer() {
        assertThat(find(Matrix.zeros(40, 3), Distance.COSINE, AUTO).list()).hasSize(1);
        assertThat(find(Matrix.zeros(40, 3), Distance.EUCLIDEAN, AUTO).list()).hasSize(1);
    }

    @Test
    void copiesOfFewRowsAreThemesTogether() {
        Blobs blobs = Blobs.of(5, 1, 1, 1);
        Matrix copies = Matrix.ofRows(IntStream.range(0, 90)
                .mapToObj(row -> blobs.vectors().row(row % 3))
                .toList());
        Themes themes = find(copies, Distance.COSINE, AUTO);
        assertThat(themes.list()).extracting(Theme::size).containsExactly(30, 30, 30);
    }

    @Test
    void islandsStayApart() {
        Blobs blobs = Blobs.of(6, 8, 5);
        Themes themes = find(blobs.vectors(), Distance.EUCLIDEAN, AUTO);
        for (int theme : themes.assignments()) {
            assertThat(theme).isNotNegative();
        }
        assertThat(Arrays.stream(themes.assignments(), 0, 8))
                .doesNotContainAnyElementsOf(
                        Arrays.stream(themes.assignments(), 8, 13).boxed().toList());
    }

    @Test
    void aRowBetweenAllThemesIsNoise() {
        Matrix blobs = Blobs.of(7, 40, 40, 40).vectors();
        List<float[]> rows = new java.util.ArrayList<>(blobs.asRows());
        var random = new Random(8);
        for (int i = 0; i < 3; i++) {
            rows.add(Blobs.gaussian(random, 4));
        }
        Themes themes = find(Matrix.ofRows(rows), Distance.EUCLIDEAN, AUTO);
        assertThat(themes.noiseShare()).isPositive().isLessThan(0.03);
        assertThat(Arrays.stream(themes.assignments(), 0, 120)).doesNotContain(Themes.NOISE);
        assertConsistent(themes);
    }

    @Test
    void manyRowsHaveTwoLevels() {
        int[] sizes = new int[20];
        Arrays.fill(sizes, 30);
        Themes themes = find(Blobs.of(9, sizes).vectors(), Distance.COSINE, AUTO);
        List<Theme> leaves =
                themes.list().stream().filter(theme -> theme.parent() != null).toList();
        List<Theme> parents =
                themes.list().stream().filter(theme -> theme.parent() == null).toList();
        assertThat(leaves).hasSize(20);
        assertThat(parents).hasSizeBetween(2, 9);
        assertThat(leaves)
                .allSatisfy(leaf -> assertThat(parents).extracting(Theme::id).contains(leaf.parent()));
        assertConsistent(themes);
    }

    @Test
    void fewRowsHaveOneLevel() {
        Themes themes = find(Blobs.of(10, 100, 100, 100, 100).vectors(), Distance.COSINE, AUTO);
        assertThat(themes.list()).extracting(Theme::parent).containsOnlyNulls();
    }

    @Test
    void soManyThemesAsAskedFor() {
        Blobs blobs = Blobs.of(11, 60, 50, 40);
        Themes themes = find(blobs.vectors(), Distance.COSINE, new ThemeChoice.Count(3));
        assertThat(LabelAgreement.of(themes.assignments(), blobs.labels())).isEqualTo(1);
        assertThat(find(blobs.vectors(), Distance.EUCLIDEAN, new ThemeChoice.Count(7))
                        .list())
                .hasSize(7);
        assertThat(themes.noiseShare()).isZero();
        assertConsistent(themes);
    }

    @Test
    void lengthsDoNotMatterToTheCosine() {
        Blobs blobs = Blobs.of(12, 30, 30);
        Matrix scaled = Matrix.of(
                60, blobs.vectors().columns(), blobs.vectors().values().clone());
        for (int i = 0; i < scaled.values().length; i++) {
            scaled.values()[i] *= 1 + i / scaled.columns() % 9;
        }
        float[] before = scaled.values().clone();
        Themes themes = find(scaled, Distance.COSINE, new ThemeChoice.Count(2));
        assertThat(LabelAgreement.of(themes.assignments(), blobs.labels())).isEqualTo(1);
        assertThat(scaled.values()).isEqualTo(before);
    }

    @Test
    void moreThemesThanRowsAreFewer() {
        Themes themes = find(Blobs.of(13, 5).vectors(), Distance.COSINE, new ThemeChoice.Count(9));
        assertThat(themes.list()).extracting(Theme::size).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void noThemesAreNoNoise() {
        Themes themes = find(Blobs.of(14, 20).vectors(), Distance.COSINE, new ThemeChoice.None());
        assertThat(themes.list()).isEmpty();
        assertThat(themes.assignments()).hasSize(20).containsOnly(Themes.NOISE);
        assertThat(themes.noiseShare()).isZero();
    }

    @Test
    void lessThanOneThemeIsAMistake() {
        assertThatThrownBy(() -> new ThemeChoice.Count(0)).hasMessage("there is at least 1 theme, not 0");
    }

    @Test
    void asManyTextsAsRowsAreNeeded() {
        Matrix vectors = Blobs.of(15, 4).vectors();
        Projection projection = projection(vectors, Distance.COSINE);
        assertThatThrownBy(() -> Themes.find(
                        vectors, projection, Distance.COSINE, AUTO, List.of("a"), NEVER_ASKED, 42, Progress.NONE))
                .hasMessage("as many texts as rows are needed, got 1 and 4");
    }

    @Test
    void whoeverWatchesCanStopIt() {
        Progress stop = new Progress() {
            @Override
            public void stage(String name, long total) {
                throw new CancellationException(name);
            }

            @Override
            public void step(long done) {}
        };
        Matrix vectors = Blobs.of(16, 20).vectors();
        Projection projection = projection(vectors, Distance.COSINE);
        assertThatThrownBy(
                        () -> Themes.find(vectors, projection, Distance.COSINE, AUTO, List.of(), NEVER_ASKED, 42, stop))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theSameForAnyNumberOfThreads() throws Exception {
        int[] sizes = new int[18];
        Arrays.fill(sizes, 35);
        Blobs blobs = Blobs.of(17, sizes);
        List<String> texts =
                blobs.labels().stream().map(label -> "a " + label + " of rows").toList();
        Themes expected = inPool(1, blobs.vectors(), texts);
        for (int threads : new int[] {2, 16}) {
            Themes themes = inPool(threads, blobs.vectors(), texts);
            assertThat(themes.list()).isEqualTo(expected.list());
            assertThat(themes.assignments()).isEqualTo(expected.assignments());
        }
    }

    private static Themes inPool(int threads, Matrix vectors, List<String> texts) throws Exception {
        Projection projection = projection(vectors, Distance.COSINE);
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Themes.find(
                            vectors,
                            projection,
                            Distance.COSINE,
                            AUTO,
                            texts,
                            new WordVectors(vectors.columns()),
                            42,
                            Progress.NONE))
                    .get();
        }
    }

    private static Themes find(Matrix vectors, Distance distance, ThemeChoice choice) {
        return Themes.find(
                vectors, projection(vectors, distance), distance, choice, List.of(), NEVER_ASKED, 42, Progress.NONE);
    }

    /// The first two dimensions as a map.
    static Projection projection(Matrix vectors, Distance distance) {
        Neighbors neighbors =
                NeighborSearch.find(vectors, distance, Math.min(15, vectors.rows() - 1), 42, Progress.NONE);
        return new Projection(Method.PCA, vectors.leadingColumns(2), neighbors, 0, List.of(), "");
    }

    private static void assertConsistent(Themes themes) {
        List<Theme> list = themes.list();
        assertThat(list).extracting(Theme::label).doesNotHaveDuplicates();
        for (int id = 0; id < list.size(); id++) {
            Theme theme = list.get(id);
            int self = id;
            int[] rows = IntStream.range(0, themes.assignments().length)
                    .filter(row -> isIn(themes, row, self))
                    .toArray();
            assertThat(theme.id()).isEqualTo(id);
            assertThat(theme.size()).isEqualTo(rows.length).isPositive();
            assertThat(theme.representatives())
                    .isNotEmpty()
                    .isSubsetOf(Arrays.stream(rows).boxed().toList());
            assertThat(theme.center()).hasSize(2).doesNotContain(Float.NaN);
        }
    }

    private static boolean isIn(Themes themes, int row, int theme) {
        int leaf = themes.assignments()[row];
        return leaf >= 0
                && (leaf == theme
                        || Integer.valueOf(theme).equals(themes.list().get(leaf).parent()));
    }
}
