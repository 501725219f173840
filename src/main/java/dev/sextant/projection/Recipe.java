package dev.sextant.projection;

import java.util.OptionalInt;

/// How a map is made.
///
/// @param components dimensions of the map, 2 or 3
/// @param distance what makes rows neighbors; PCA takes no notice of it
/// @param neighbors size of a row's neighborhood, the row itself included, 2 or more
/// @param minDist least distance of neighbors in the map, 0..1, in the map's own unit
/// @param epochs rounds of the layout; empty for as many as the number of rows asks for
public record Recipe(
        Method method,
        int components,
        Distance distance,
        int neighbors,
        double minDist,
        OptionalInt epochs,
        long seed) {
    /// What is done unless something else is asked for.
    public static final Recipe DEFAULT = new Recipe(Method.UMAP, 2, Distance.COSINE, 15, 0.1, OptionalInt.empty(), 42);
}
