/// Remembering embeddings: computed once, kept while there is room, the same bytes every time.
@NullMarked
package dev.sextant.cache;

import org.jspecify.annotations.NullMarked;
