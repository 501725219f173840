package dev.sextant.projection;

/// Whether and how rows are grouped into themes.
public sealed interface ThemeChoice {
    /// No themes.
    record None() implements ThemeChoice {}

    /// As many themes as the rows have; rows that belong to none are noise.
    record Auto() implements ThemeChoice {}

    /// So many themes, by k-means, and no noise.
    ///
    /// @param count 1 or more; fewer themes are found where there are fewer different rows
    record Count(int count) implements ThemeChoice {
        /// @throws IllegalArgumentException if the count is below 1
        public Count {
            if (count < 1) {
                throw new IllegalArgumentException("there is at least 1 theme, not " + count);
            }
        }
    }
}
