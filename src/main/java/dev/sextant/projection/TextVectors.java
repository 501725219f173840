package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;

/// Gives words and phrases a place among the vectors that themes are found in.
@FunctionalInterface
public interface TextVectors {
    /// Knows no place for any text, as where the model that made the rows is not there: words are ranked by counts
    /// alone.
    TextVectors NONE = texts -> Matrix.zeros(texts.size(), 0);

    /// @param texts at least one, none blank
    /// @return `[texts × d]`, in their order, of the same space as the rows; or `[texts × 0]` where there are
    ///     none
    Matrix embed(List<String> texts);
}
