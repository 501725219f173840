package dev.sextant.cli;

import dev.sextant.compare.CompareResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Similarities to read: all of them where a screen has room, else the most and the least alike pairs.
final class SimilarityTable {
    /// Columns that a line of a screen has room for, beside a text.
    private static final int ROOM = 12;

    /// Pairs at either end of a list.
    private static final int ENDS = 10;

    private static final int TEXT_CHARACTERS = 40;

    private final List<float[]> values;
    private final List<String> texts;

    private SimilarityTable(List<float[]> values, List<String> texts) {
        this.values = values;
        this.texts = texts;
    }

    /// @param metric the one metric of the response, with its matrix
    static String of(String metric, CompareResponse compared, List<String> texts) {
        List<float[]> values = Objects.requireNonNull(
                Objects.requireNonNull(compared.metrics().get(metric)).matrix());
        String head = "%s of %d texts by %s%n%n".formatted(metric, texts.size(), compared.model());
        SimilarityTable table = new SimilarityTable(values, texts);
        return head + (texts.size() <= ROOM ? table.whole() : table.ends());
    }

    private String whole() {
        int width = values.stream()
                .flatMap(row -> IntStream.range(0, row.length).mapToObj(i -> number(row[i])))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        String cell = "  %" + width + "s";
        String head =
                IntStream.rangeClosed(1, texts.size()).mapToObj(cell::formatted).collect(Collectors.joining());
        List<String> lines = new ArrayList<>(List.of("  " + head));
        for (int i = 0; i < texts.size(); i++) {
            float[] row = values.get(i);
            String cells = IntStream.range(0, row.length)
                    .mapToObj(j -> cell.formatted(number(row[j])))
                    .collect(Collectors.joining());
            lines.add("%2d%s  %s".formatted(i + 1, cells, text(i)));
        }
        return String.join("\n", lines);
    }

    private record Pair(int a, int b, float value) {}

    private String ends() {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < texts.size(); a++) {
            float[] row = values.get(a);
            for (int b = a + 1; b < row.length; b++) {
                pairs.add(new Pair(a, b, row[b]));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::value).reversed());
        return "Most alike:\n%s\n\nLeast alike:\n%s"
                .formatted(lines(pairs.subList(0, ENDS)), lines(pairs.reversed().subList(0, ENDS)));
    }

    private String lines(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> "%10s  %4d  %s%n%s%4d  %s"
                        .formatted(
                                number(pair.value), pair.a + 1, text(pair.a), " ".repeat(12), pair.b + 1, text(pair.b)))
                .collect(Collectors.joining("\n"));
    }

    private String text(int row) {
        String text = texts.get(row);
        return text.length() <= TEXT_CHARACTERS ? text : text.substring(0, TEXT_CHARACTERS - 1) + "…";
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
