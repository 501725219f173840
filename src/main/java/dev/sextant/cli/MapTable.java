package dev.sextant.cli;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.sextant.collection.Document;
import dev.sextant.projection.Theme;
import dev.sextant.projection.Themes;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// A map as a table: a row a text, with its id, its place and its theme.
final class MapTable {
    private MapTable() {}

    /// Writes CSV with a header, in UTF-8. Rows in no theme have -1 and an empty label.
    static void write(ProjectedFile projected, OutputStream out) throws IOException {
        Matrix points = projected.map().projection().points();
        boolean isFlat = points.columns() == 2;
        String labelField = projected.file().labelField();
        CsvSchema.Builder columns =
                CsvSchema.builder().addColumn("id").addColumn("x").addColumn("y");
        if (!isFlat) {
            columns.addColumn("z");
        }
        columns.addColumn("theme").addColumn("themeLabel");
        if (labelField != null) {
            columns.addColumn("label");
        }
        columns.addColumn("text");
        try (SequenceWriter rows =
                new CsvMapper().writer(columns.build().withHeader()).writeValues(out)) {
            for (int row = 0; row < points.rows(); row++) {
                rows.write(cells(projected, row));
            }
        }
    }

    private static List<Object> cells(ProjectedFile projected, int row) {
        Themes themes = projected.map().themes();
        Document document = projected.file().documents().get(row);
        int assigned = themes.assignments()[row];
        List<Object> cells = new ArrayList<>();
        cells.add(document.id());
        for (float coordinate : projected.map().projection().points().row(row)) {
            cells.add(coordinate);
        }
        cells.add(assigned);
        cells.add(themes.list().stream()
                .filter(theme -> theme.id() == assigned)
                .findFirst()
                .map(Theme::label)
                .orElse(""));
        if (projected.file().labelField() != null) {
            cells.add(projected.file().labels().get(row));
        }
        cells.add(document.text());
        return cells;
    }
}
