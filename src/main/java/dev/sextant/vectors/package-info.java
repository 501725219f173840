/// Numbers to numbers: float32 matrices, their statistics, and compact encodings. Knows nothing of texts or models.
@NullMarked
package dev.sextant.vectors;

import org.jspecify.annotations.NullMarked;
