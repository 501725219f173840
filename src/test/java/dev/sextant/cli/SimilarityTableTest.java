package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.compare.CompareResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarityTableTest {

    @Test
    void aFewTextsGetTheWholeTable() {
        String table = SimilarityTable.of(
                "dot",
                response("dot", List.of(new float[] {1, -10.5f}, new float[] {-10.5f, 2})),
                List.of("a", "a text that is much longer than there is room for"));
        assertThat(table).isEqualTo("""
                dot of 2 texts by m

                          1        2
                 1    1.000  -10.500  a
                 2  -10.500    2.000  a text that is much longer than there i…""");
    }

    @Test
    void manyTextsGetTheEnds() {
        int rows = 13;
        List<float[]> values = IntStream.range(0, rows)
                .mapToObj(i -> {
                    float[] row = new float[rows];
                    for (int j = 0; j < rows; j++) {
                        row[j] = i * j / 200f;
                    }
                    return row;
                })
                .toList();
        List<String> texts = IntStream.range(0, rows).mapToObj(i -> "text " + i).toList();
        assertThat(SimilarityTable.of("cosine", response("cosine", values), texts)
                        .lines())
                .hasSize(2 + 1 + 20 + 2 + 20)
                .startsWith(
                        "cosine of 13 texts by m",
                        "",
                        "Most alike:",
                        "     0.660    12  text 11",
                        "              13  text 12")
                .contains("Least alike:", "     0.000     1  text 0");
    }

    private static CompareResponse response(String metric, List<float[]> matrix) {
        return new CompareResponse(
                "m",
                Map.of(metric, new CompareResponse.Values(matrix, null, null, null)),
                List.of(),
                new CompareResponse.Correlation(List.of(metric), List.of()));
    }
}
