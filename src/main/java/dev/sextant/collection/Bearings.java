package dev.sextant.collection;

import dev.sextant.projection.MapReport;
import dev.sextant.projection.Registration;
import dev.sextant.projection.Theme;
import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Turns a new map so that the rows it shares with an older one lie about where they lay.
final class Bearings {
    /// Rows that it takes to know which way a map is turned.
    private static final int FEWEST = 10;

    static final String NOTE = "The map is turned onto the one before it.";

    private final Matrix moved;
    private final Matrix fixed;

    private Bearings(Matrix moved, Matrix fixed) {
        this.moved = moved;
        this.fixed = fixed;
    }

    /// @param rows of the new map
    /// @param points of these rows
    /// @param old with as many components
    /// @return empty where the maps have too little in common
    static Optional<Bearings> of(int[] rows, Matrix points, KeptMap old) {
        int[] positions = old.positions();
        int[] shared = IntStream.range(0, rows.length)
                .filter(i -> rows[i] < positions.length && positions[rows[i]] >= 0)
                .toArray();
        if (shared.length < FEWEST) {
            return Optional.empty();
        }
        int[] there = IntStream.of(shared).map(i -> positions[rows[i]]).toArray();
        return Optional.of(new Bearings(picked(points, shared), picked(old.points(), there)));
    }

    private static Matrix picked(Matrix points, int[] rows) {
        Matrix picked = Matrix.zeros(rows.length, points.columns());
        for (int i = 0; i < rows.length; i++) {
            picked.setRow(i, points.row(rows[i]));
        }
        return picked;
    }

    Matrix turned(Matrix points) {
        return Registration.align(moved, fixed, points);
    }

    /// The same of the themes' centers, and a note of it.
    MapReport turned(MapReport report) {
        List<Theme> themes = new ArrayList<>();
        for (Theme theme : report.themes()) {
            Matrix center = Matrix.zeros(1, theme.center().size());
            for (int i = 0; i < center.columns(); i++) {
                center.values()[i] = theme.center().get(i);
            }
            float[] turned = turned(center).values();
            themes.add(new Theme(
                    theme.id(),
                    theme.label(),
                    theme.keywords(),
                    theme.size(),
                    theme.representatives(),
                    IntStream.range(0, turned.length).mapToObj(i -> turned[i]).toList(),
                    theme.parent()));
        }
        return report.with(themes, report.note() == null ? NOTE : report.note() + " " + NOTE);
    }
}
