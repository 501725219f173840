package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
    private static final List<String> TEXTS = IntStream.range(0, 20)
            .mapToObj(i -> "text \"%d\", of\nmany; größer".formatted(i))
            .toList();

    private static final Path INPUT = Path.of("a.txt");

    @TempDir
    private Path folder;

    @Test
    void aTableHasARowATextWithItsPlaceAndItsTheme() throws IOException {
        for (int components : new int[] {2, 3}) {
            ProjectedFile projected = Maps.of("a.txt", TEXTS, components, "kind");
            List<String[]> rows = table(projected);
            assertThat(String.join(",", rows.getFirst()))
                    .isEqualTo(
                            components == 2
                                    ? "id,x,y,theme,themeLabel,label,text"
                                    : "id,x,y,z,theme,themeLabel,label,text");
            assertThat(rows).hasSize(21);
            Matrix points = projected.map().projection().points();
            for (int i = 0; i < 20; i++) {
                String[] row = rows.get(i + 1);
                assertThat(row[0]).isEqualTo("d-" + i);
                assertThat(Float.parseFloat(row[1])).isEqualTo(points.row(i)[0]);
                int theme = projected.map().themes().assignments()[i];
                assertThat(row[components + 1]).isEqualTo(Integer.toString(theme));
                assertThat(row[components + 2])
                        .isEqualTo(projected.map().themes().list().get(theme).label());
                assertThat(row[components + 3]).isEqualTo(i % 2 == 0 ? "even" : "odd");
                assertThat(row[components + 4]).isEqualTo(TEXTS.get(i));
            }
        }
        assertThat(String.join(",", table(Maps.of("a.txt", TEXTS, 2, null)).getFirst()))
                .isEqualTo("id,x,y,theme,themeLabel,text");
    }

    private List<String[]> table(ProjectedFile projected) throws IOException {
        Path path = folder.resolve("map.csv");
        MapFile.of(path, INPUT).write(projected, new ObjectMapper());
        try (var rows = new CsvMapper()
                .readerForArrayOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .<String[]>readValues(path.toFile())) {
            return rows.readAll();
        }
    }

    @Test
    void jsonIsWhatTheServerAnswers() throws IOException {
        Path path = folder.resolve("map.JSON");
        MapFile file = MapFile.of(path, INPUT);
        assertThat(file.isJson()).isTrue();
        file.write(Maps.of("a.txt", TEXTS, 3, "kind"), new ObjectMapper());
        JsonNode answer = new ObjectMapper().readTree(path.toFile());
        assertThat(answer.path("points")).hasSize(20);
        assertThat(answer.path("model").asText()).isEqualTo("a-model");
        assertThat(answer.path("ids").path(19).asText()).isEqualTo("d-19");
        assertThat(answer.path("themes")).hasSize(2);
    }

    @Test
    void whatWasThereIsReplacedAndNothingElseIsLeft() throws IOException {
        Path path = folder.resolve("map.html");
        Files.writeString(path, "old");
        MapFile.of(path, INPUT).write(Maps.of("a.txt", TEXTS, 2, null), new ObjectMapper());
        assertThat(Files.readString(path)).startsWith("<!doctype html>").endsWith("</html>\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void aNameThatTellsOfNoFormatIsRefusedBeforeAnythingIsDone() {
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> MapFile.of(folder.resolve("map.png"), INPUT))
                .withMessageContaining("it ends in .html, .csv or .json");
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> MapFile.of(folder.resolve("no/map.csv"), INPUT))
                .withMessageContaining("there is no folder");
    }

    @Test
    void neitherAFolderNorTheTextsThemselvesAreWrittenOver() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken.html"));
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> MapFile.of(taken, INPUT))
                .withMessageContaining("which is a folder");
        Path texts = Files.writeString(folder.resolve("texts.csv"), "text");
        assertThatExceptionOfType(Fault.InvalidRequest.class)
                .isThrownBy(() -> MapFile.of(folder.resolve("./texts.csv"), texts))
                .withMessageContaining("which has the texts");
    }
}
