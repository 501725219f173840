package dev.sextant.projection;

/// What a map is to be.
///
/// @param recipe how its points come about
/// @param themes whether and how its rows are grouped
public record MapSpec(Recipe recipe, ThemeChoice themes) {
    /// What is made unless something else is asked for.
    public static final MapSpec DEFAULT = new MapSpec(Recipe.DEFAULT, new ThemeChoice.Auto());
}
