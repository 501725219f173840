package dev.sextant.collection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Fault;
import dev.sextant.projection.Distance;
import dev.sextant.projection.MapSpec;
import dev.sextant.projection.Method;
import dev.sextant.projection.Recipe;
import dev.sextant.projection.ThemeChoice;
import dev.sextant.wire.Check;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a caller may ask of a map, as it came.
///
/// @param method `umap` or `pca`
/// @param components dimensions of the map, 2 or 3
/// @param metric `cosine` or `euclidean`: what makes rows neighbors
/// @param neighbors size of a row's neighborhood, the row itself included
/// @param minDist least distance of neighbors in the map
/// @param epochs rounds of the layout
/// @param themes `{"count": n}`, `{"count": "auto"}` or `false`
public record MapFields(
        @Nullable String method,
        @Nullable Integer components,
        @Nullable String metric,
        @Nullable Integer neighbors,
        @Nullable Double minDist,
        @Nullable Integer epochs,
        @Nullable Long seed,
        @Nullable JsonNode themes) {
    /// Nothing asked for.
    public static final MapFields DEFAULTS = new MapFields(null, null, null, null, null, null, null, null);

    private static final int MOST_NEIGHBORS = 200;
    private static final int MOST_EPOCHS = 10_000;
    private static final int MOST_THEMES = 1_000;
    private static final String THEMES = "themes";

    /// @throws Fault.InvalidRequest if a field's value is not one that it can have
    public MapSpec checked() {
        Recipe usual = Recipe.DEFAULT;
        Recipe recipe = new Recipe(
                Check.oneOf("method", method, Method.UMAP),
                Check.range("components", Objects.requireNonNullElse(components, usual.components()), 2, 3),
                Check.oneOf("metric", metric, Distance.COSINE),
                Check.range("neighbors", Objects.requireNonNullElse(neighbors, usual.neighbors()), 2, MOST_NEIGHBORS),
                Check.range("minDist", Objects.requireNonNullElse(minDist, usual.minDist()), 0.0, 1.0),
                epochs == null ? OptionalInt.empty() : OptionalInt.of(Check.range("epochs", epochs, 1, MOST_EPOCHS)),
                Objects.requireNonNullElse(seed, usual.seed()));
        return new MapSpec(recipe, themeChoice());
    }

    private ThemeChoice themeChoice() {
        if (themes == null || themes.isNull()) {
            return MapSpec.DEFAULT.themes();
        }
        if (themes.isBoolean() && !themes.booleanValue()) {
            return new ThemeChoice.None();
        }
        if (!themes.isObject()) {
            throw new Fault.InvalidRequest(
                    "themes is %s; it is {\"count\": \"auto\"}, {\"count\": 8} or false"
                            .formatted(Check.shortened(themes.toString())),
                    THEMES);
        }
        return ofCount(themes.path("count"));
    }

    private static ThemeChoice ofCount(JsonNode count) {
        boolean isAuto = count.isTextual() && count.textValue().equals("auto");
        if (isAuto || count.isMissingNode() || count.isNull()) {
            return new ThemeChoice.Auto();
        }
        if (!count.isIntegralNumber() || !count.canConvertToInt()) {
            throw new Fault.InvalidRequest(
                    "themes.count is %s; it is \"auto\" or a number from 1 to %d"
                            .formatted(Check.shortened(count.toString()), MOST_THEMES),
                    THEMES);
        }
        return new ThemeChoice.Count(Check.range(THEMES, "themes.count", count.intValue(), 1, MOST_THEMES));
    }
}
