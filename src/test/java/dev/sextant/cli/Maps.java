package dev.sextant.cli;

import dev.sextant.collection.Document;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.MeaningMap;
import dev.sextant.projection.Progress;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.vectors.Matrix;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Small maps for tests of what is written about them.
final class Maps {
    private static final int COLUMNS = 5;

    private Maps() {}

    /// A map of texts in two groups, the one of every other text.
    static ProjectedFile of(String title, List<String> texts, int components, @Nullable String labelField) {
        List<Document> documents = IntStream.range(0, texts.size())
                .mapToObj(i -> new Document(
                        "d-" + i, texts.get(i), Map.of("kind", i % 2 == 0 ? "even" : "odd"), Instant.EPOCH))
                .toList();
        List<String> labels = labelField == null
                ? List.of()
                : documents.stream()
                        .map(document -> String.valueOf(document.metadata().get(labelField)))
                        .toList();
        Recipe usual = Recipe.DEFAULT;
        Recipe recipe = new Recipe(
                usual.method(),
                components,
                usual.distance(),
                usual.neighbors(),
                usual.minDist(),
                usual.epochs(),
                usual.seed());
        MeaningMap map = MeaningMap.make(
                vectors(texts.size()),
                texts,
                labels,
                new MapSpec(recipe, new ThemeChoice.Count(2)),
                words -> vectors(words.size()),
                Progress.NONE);
        return new ProjectedFile(title, new MappedFile(documents, labelField, labels), "a-model", map);
    }

    private static Matrix vectors(int rows) {
        Random random = new Random(7);
        Matrix vectors = Matrix.zeros(rows, COLUMNS);
        for (int i = 0; i < rows * COLUMNS; i++) {
            int row = i / COLUMNS;
            float middle = i % COLUMNS == row % 2 ? 1 : 0;
            vectors.values()[i] = middle + 0.1f * (float) random.nextGaussian();
        }
        return vectors;
    }
}
