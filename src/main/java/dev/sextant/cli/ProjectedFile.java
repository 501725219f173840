package dev.sextant.cli;

import dev.sextant.projection.MeaningMap;
import dev.sextant.projection.Recipe;
import java.util.Locale;

/// A file and its map.
///
/// @param title what the map is called: the file's name
/// @param model id of the model that embedded the texts
record ProjectedFile(String title, MappedFile file, String model, MeaningMap map) {

    /// How the map was made, in a line.
    String settings() {
        Recipe recipe = map.spec().recipe();
        String dimensions = "%d dimensions".formatted(recipe.components());
        return switch (map.projection().method()) {
            case PCA -> "PCA in %s, by %s".formatted(dimensions, model);
            case UMAP ->
                String.format(
                        Locale.ROOT,
                        "UMAP in %s by %s, %d neighbors, least distance %s, seed %d, by %s",
                        dimensions,
                        recipe.distance().name().toLowerCase(Locale.ROOT),
                        map.projection().neighborhood(),
                        recipe.minDist(),
                        recipe.seed(),
                        model);
        };
    }
}
