package dev.sextant.cli;

import dev.sextant.projection.Keyword;
import dev.sextant.projection.MapReport;
import dev.sextant.projection.Quality;
import dev.sextant.projection.Theme;
import dev.sextant.vectors.Matrix;
import dev.sextant.vectors.Quantization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the script of a [MapPage] reads. Columns are base64 of little-endian values, one a row: a page of 100,000
/// points is a few megabytes that way, and read at once.
///
/// @param x float32
/// @param y float32
/// @param z float32, `null` on a flat map
/// @param theme int32, id of each row's theme or -1
/// @param texts of the rows, the beginning of long ones
record PageData(
        String method,
        int components,
        String settings,
        String x,
        String y,
        @Nullable String z,
        String theme,
        List<Group> themes,
        @Nullable Label label,
        Quality quality,
        @Nullable String note,
        List<String> texts) {

    /// Characters of a text that the page shows.
    private static final int SHOWN = 1_000;

    /// Categories that have a color and a line of their own; the others share one.
    private static final int MOST_CATEGORIES = 60;

    /// A theme.
    record Group(
            int id,
            String label,
            List<String> keywords,
            int size,
            @Nullable Integer parent) {}

    /// A category of each row.
    ///
    /// @param values the categories, most frequent first
    /// @param rows int32, place of each row's category among the values
    record Label(String name, List<String> values, String rows) {}

    static PageData of(ProjectedFile projected) {
        MapReport report = projected.map().report();
        Matrix points = projected.map().projection().points();
        return new PageData(
                report.method().toUpperCase(Locale.ROOT),
                report.components(),
                projected.settings(),
                column(points, 0),
                column(points, 1),
                points.columns() > 2 ? column(points, 2) : null,
                base64(projected.map().themes().assignments()),
                report.themes().stream().map(PageData::group).toList(),
                label(projected.file()),
                report.quality(),
                report.note(),
                projected.file().texts().stream().map(PageData::shown).toList());
    }

    private static Group group(Theme theme) {
        return new Group(
                theme.id(),
                theme.label(),
                theme.keywords().stream().map(Keyword::term).toList(),
                theme.size(),
                theme.parent());
    }

    private static @Nullable Label label(MappedFile file) {
        String name = file.labelField();
        if (name == null) {
            return null;
        }
        List<String> labels = file.labels();
        Map<String, Integer> sizes = new TreeMap<>();
        labels.forEach(label -> sizes.merge(label, 1, Integer::sum));
        List<String> values = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .limit(MOST_CATEGORIES)
                .collect(Collectors.toCollection(ArrayList::new));
        Map<String, Integer> places = new HashMap<>();
        values.forEach(value -> places.put(value, places.size()));
        int others = values.size();
        if (sizes.size() > others) {
            values.add("(%d others)".formatted(sizes.size() - others));
        }
        int[] rows = labels.stream()
                .mapToInt(label -> places.getOrDefault(label, others))
                .toArray();
        return new Label(name, values, base64(rows));
    }

    private static String column(Matrix points, int column) {
        float[] values = new float[points.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = points.values()[row * points.columns() + column];
        }
        return Base64.getEncoder().encodeToString(Quantization.littleEndian(values));
    }

    private static String base64(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static String shown(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + "…";
    }
}
