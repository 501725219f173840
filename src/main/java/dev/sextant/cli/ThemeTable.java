package dev.sextant.cli;

import dev.sextant.projection.Keyword;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.Quality;
import dev.sextant.projection.Theme;
import dev.sextant.projection.Themes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The themes of a map, to read, and how far the map can be trusted.
final class ThemeTable {
    private static final int KEYWORDS = 5;

    private final List<String> lines = new ArrayList<>();
    private final MapReport report;

    private ThemeTable(MapReport report) {
        this.report = report;
    }

    static String of(ProjectedFile projected) {
        ThemeTable table = new ThemeTable(projected.map().report());
        int[] assignments = projected.map().themes().assignments();
        table.lines.add("%d %s, %s"
                .formatted(assignments.length, assignments.length == 1 ? "text" : "texts", projected.settings()));
        table.lines.add("");
        if (!table.report.themes().isEmpty()) {
            table.themes(null, "");
            table.noise(assignments);
            table.lines.add("");
        }
        table.quality();
        return String.join("\n", table.lines) + "\n";
    }

    private void themes(@Nullable Integer parent, String indent) {
        List<Theme> siblings = report.themes().stream()
                .filter(theme -> Objects.equals(theme.parent(), parent))
                .sorted(Comparator.comparingInt(Theme::size).reversed().thenComparingInt(Theme::id))
                .toList();
        for (Theme theme : siblings) {
            String said = theme.label().toLowerCase(Locale.ROOT);
            String words = theme.keywords().stream()
                    .map(Keyword::term)
                    .filter(term -> !said.contains(term.toLowerCase(Locale.ROOT)))
                    .limit(KEYWORDS)
                    .collect(Collectors.joining(" · "));
            lines.add(
                    "%8d  %s%s%s".formatted(theme.size(), indent, theme.label(), words.isEmpty() ? "" : ": " + words));
            themes(theme.id(), indent + "  ");
        }
    }

    private void noise(int[] assignments) {
        long none = Arrays.stream(assignments)
                .filter(theme -> theme == Themes.NOISE)
                .count();
        if (none > 0) {
            lines.add("%8d  in no theme".formatted(none));
        }
    }

    private void quality() {
        Quality quality = report.quality();
        List<String> figures = new ArrayList<>();
        if (quality.trustworthiness() != null) {
            figures.add(number("trustworthiness %.3f", quality.trustworthiness()));
        }
        if (quality.neighborsKept() != null) {
            figures.add(number("%.0f %% of neighbors kept", 100 * quality.neighborsKept()));
        }
        if (!report.themes().isEmpty()) {
            figures.add(number("%.0f %% in no theme", 100 * quality.noiseShare()));
        }
        if (quality.labelAgreement() != null) {
            figures.add(number("label agreement %.3f", quality.labelAgreement()));
        }
        if (report.explainedVariance() != null) {
            double sum = report.explainedVariance().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            figures.add(number("%.1f %% of the variance", 100 * sum));
        }
        lines.add(String.join(", ", figures));
        if (report.note() != null) {
            lines.add(report.note());
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
