package dev.sextant.collection;

import dev.sextant.vectors.Matrix;
import java.util.List;

/// A document to be kept, embedded.
///
/// @param passages at least one, in the order of the text
/// @param vectors `[passages × dimensions]`
public record Entry(Document document, List<Passage> passages, Matrix vectors) {
    public Entry {
        if (passages.isEmpty() || passages.size() != vectors.rows()) {
            throw new IllegalArgumentException(
                    "%d passages have %d vectors".formatted(passages.size(), vectors.rows()));
        }
    }
}
