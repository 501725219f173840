package dev.sextant.projection;

import dev.sextant.vectors.Matrix;
import java.util.List;

/// Gives words and phrases a place among the vectors that themes are found in.
@FunctionalInterface
public interface TextVectors {
    /// @param texts at least one, none blank
    /// @return `[texts × d]`, in their order, of the same space as the rows
    Matrix embed(List<String> texts);
}
