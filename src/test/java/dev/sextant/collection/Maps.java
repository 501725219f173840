package dev.sextant.collection;

import dev.sextant.projection.Keyword;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.Quality;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.Theme;
import dev.sextant.vectors.Matrix;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/// Maps by hand.
public final class Maps {
    private Maps() {}

    /// A map in two dimensions with two themes below one parent. Every row's point is its number and a half, its theme
    /// is 0, 1 or none in turn.
    ///
    /// @param placed those of the rows that came later
    public static KeptMap of(String fingerprint, int dimensions, int[] rows, int... placed) {
        return of(2, Instant.parse("2026-02-03T04:05:06.007Z"), fingerprint, dimensions, rows, placed);
    }

    /// The same in three dimensions, a minute later. Every row's point is its number, a half and a quarter.
    public static KeptMap inSpace(String fingerprint, int dimensions, int[] rows, int... placed) {
        return of(3, Instant.parse("2026-02-03T04:06:06.007Z"), fingerprint, dimensions, rows, placed);
    }

    private static KeptMap of(
            int components, Instant now, String fingerprint, int dimensions, int[] rows, int... placed) {
        Matrix points = Matrix.zeros(rows.length, components);
        int[] themes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            points.setRow(i, Arrays.copyOf(new float[] {rows[i], 0.5f, 0.25f}, components));
            themes[i] = rows[i] % 3 == 2 ? -1 : rows[i] % 3;
        }
        BitSet later = new BitSet();
        for (int row : placed) {
            later.set(row);
        }
        Matrix centers = Matrix.zeros(2, dimensions);
        centers.values()[0] = 1;
        MapReport report = new MapReport(
                "umap",
                components,
                7,
                null,
                List.of(theme(0, 2, List.of(0, 3)), theme(1, 2, List.of(1)), theme(2, null, List.of(0, 1))),
                new Quality(0.9, null, 15, rows.length, 0.25, null),
                null);
        return KeptMap.of(
                new KeptMap.Origin(fingerprint, now, Recipe.DEFAULT, report),
                rows,
                points,
                themes,
                later,
                centers,
                null);
    }

    private static Theme theme(int id, @org.jspecify.annotations.Nullable Integer parent, List<Integer> nearest) {
        return new Theme(
                id, "Theme é" + id, List.of(new Keyword("word", 0.5)), 3, nearest, List.of(1.5f, 0.5f), parent);
    }

    static Matrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
