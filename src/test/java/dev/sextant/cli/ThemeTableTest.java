package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.projection.Theme;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThemeTableTest {
    private static final List<String> TEXTS = IntStream.range(0, 31)
            .mapToObj(i -> i % 2 == 0 ? "apples and pears" : "ships at sea")
            .toList();

    @Test
    void themesStandWithTheirSizesLargestFirst() {
        ProjectedFile projected = Maps.of("a.txt", TEXTS, 2, "kind");
        List<String> lines = ThemeTable.of(projected).lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "31 texts, UMAP in 2 dimensions by cosine, 15 neighbors, least distance 0.1, seed 42, by a-model");
        List<Theme> themes = projected.map().themes().list();
        assertThat(lines.get(2)).startsWith("      16  " + themes.get(0).label());
        assertThat(lines.get(3)).startsWith("      15  " + themes.get(1).label());
        assertThat(lines.getLast()).contains("0 % in no theme").contains("label agreement 1.000");
    }

    @Test
    void theNeighborsAreThoseThatThereWere() {
        assertThat(ThemeTable.of(Maps.of("a.txt", TEXTS.subList(0, 9), 2, null))
                        .lines()
                        .toList()
                        .getFirst())
                .startsWith("9 texts, UMAP in 2 dimensions by cosine, 9 neighbors, ");
    }

    @Test
    void oneTextIsOne() {
        assertThat(ThemeTable.of(Maps.of("a.txt", TEXTS.subList(0, 1), 2, null)))
                .startsWith("1 text, PCA");
    }
}
