package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes themes of groups: names, representatives, places on the map.
final class ThemeMaker {
    private final Matrix vectors;
    private final Projection projection;
    private final Distance distance;
    private final List<String> texts;
    private final TextVectors embedder;

    ThemeMaker(Matrix vectors, Projection projection, Distance distance, List<String> texts, TextVectors embedder) {
        this.vectors = vectors;
        this.projection = projection;
        this.distance = distance;
        this.texts = texts;
        this.embedder = embedder;
    }

    Themes make(Grouping grouping) {
        List<int[]> members = grouping.members();
        Matrix centers = Centers.of(vectors, distance, members);
        Matrix places = Centers.of(projection.points(), Distance.EUCLIDEAN, members);
        List<List<Keyword>> keywords = texts.isEmpty()
                ? members.stream().map(_ -> List.<Keyword>of()).toList()
                : ThemeNames.of(texts, grouping, members, centers, embedder);
        List<String> labels = Labels.of(grouping, keywords);
        var representatives = new Representatives(vectors, distance, texts);
        List<Theme> themes = IntStream.range(0, members.size())
                .parallel()
                .mapToObj(theme -> new Theme(
                        theme,
                        labels.get(theme),
                        bestFirst(keywords.get(theme)),
                        members.get(theme).length,
                        representatives.of(members.get(theme), centers.row(theme)),
                        boxed(places.row(theme)),
                        parent(grouping, theme)))
                .toList();
        return new Themes(themes, grouping.leaves());
    }

    /// Keywords are chosen to differ from those before them, which is not the order of their scores.
    private static List<Keyword> bestFirst(List<Keyword> chosen) {
        return chosen.stream()
                .sorted(Comparator.comparingDouble((Keyword keyword) -> -keyword.score()))
                .toList();
    }

    private static @Nullable Integer parent(Grouping grouping, int theme) {
        boolean isChild = theme < grouping.leafCount() && grouping.parentCount() > 0;
        return isChild ? grouping.leafCount() + grouping.parent(theme) : null;
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>();
        for (float value : values) {
            boxed.add(value);
        }
        return List.copyOf(boxed);
    }
}
