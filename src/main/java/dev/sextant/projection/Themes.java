package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.Arrays;
import java.util.List;

/// The themes of a map's rows. Immutable by convention: the array is not copied.
public final class Themes {
    /// The theme of a row that belongs to none.
    public static final int NOISE = -1;

    private final List<Theme> list;
    private final int[] assignments;

    Themes(List<Theme> list, int[] assignments) {
        this.list = List.copyOf(list);
        this.assignments = assignments;
    }

    /// Finds themes among rows, not in their picture, and names them.
    ///
    /// @param vectors `[rows × d]`
    /// @param projection of these rows; their neighbors are taken from it, and where themes lie on the map
    /// @param texts of the rows, or empty: then themes have numbers for names
    /// @param embedder asked for the vectors of words and phrases, only where there are texts
    /// @throws IllegalArgumentException if there are texts, but not as many as rows
    /// @throws java.util.concurrent.CancellationException if the progress says so
    public static Themes find(
            Matrix vectors,
            Projection projection,
            Distance distance,
            ThemeChoice choice,
            List<String> texts,
            TextVectors embedder,
            long seed,
            Progress progress) {
        if (!texts.isEmpty() && texts.size() != vectors.rows()) {
            throw new IllegalArgumentException(
                    "as many texts as rows are needed, got %d and %d".formatted(texts.size(), vectors.rows()));
        }
        if (choice instanceof ThemeChoice.None || vectors.rows() == 0) {
            int[] none = new int[vectors.rows()];
            Arrays.fill(none, NOISE);
            return new Themes(List.of(), none);
        }
        progress.stage("themes", 0);
        Grouping grouping = switch (choice) {
            case ThemeChoice.Count(int count) -> clusters(vectors, distance, count, seed, progress);
            case ThemeChoice.None _, ThemeChoice.Auto _ ->
                NaturalGroups.find(vectors, projection.neighbors(), distance, seed, progress);
        };
        progress.stage("names", 0);
        return new ThemeMaker(vectors, projection, distance, texts, embedder).make(grouping);
    }

    private static Grouping clusters(Matrix vectors, Distance distance, int count, long seed, Progress progress) {
        Matrix rows = distance == Distance.COSINE ? UnitRows.of(vectors) : vectors;
        KMeans clusters = KMeans.fit(rows, count, seed, progress);
        return Grouping.of(clusters.assignments(), clusters.centroids().rows(), new int[0]);
    }

    /// Leaves first, larger ones before smaller ones, then parents in the same order; the id is the place in the list.
    public List<Theme> list() {
        return list;
    }

    /// The leaf of each row, or [#NOISE].
    public int[] assignments() {
        return assignments;
    }

    /// Share of rows that belong to no theme, 0..1; 0 where themes were not asked for.
    public double noiseShare() {
        if (list.isEmpty()) {
            return 0;
        }
        long noise = Arrays.stream(assignments).filter(theme -> theme == NOISE).count();
        return (double) noise / assignments.length;
    }
}
