package dev.sextant.collection;

import dev.sextant.projection.MapReport;
import dev.sextant.projection.Theme;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// What a map's report says of rows, kept true while these get other numbers and go.
final class ThemeRows {
    private ThemeRows() {}

    /// @param number the new number of a row, or -1 where it is gone
    static MapReport renumbered(MapReport report, IntUnaryOperator number) {
        return report.with(
                report.themes().stream()
                        .map(theme -> with(
                                theme,
                                theme.size(),
                                theme.representatives().stream()
                                        .map(number::applyAsInt)
                                        .filter(row -> row >= 0)
                                        .toList()))
                        .toList(),
                report.note());
    }

    /// @param sizes of the themes, by id
    /// @param live rows that are not empty; the others represent nothing
    static MapReport counted(MapReport report, int[] sizes, BitSet live) {
        return report.with(
                report.themes().stream()
                        .map(theme -> with(
                                theme,
                                sizes[theme.id()],
                                theme.representatives().stream()
                                        .filter(live::get)
                                        .toList()))
                        .toList(),
                report.note());
    }

    private static Theme with(Theme theme, int size, List<Integer> representatives) {
        return new Theme(
                theme.id(), theme.label(), theme.keywords(), size, representatives, theme.center(), theme.parent());
    }
}
