/// Texts to vectors: `POST /embed`, `POST /embed/stream` and events of type `dev.sextant.embed`.
@NullMarked
package dev.sextant.embed;

import org.jspecify.annotations.NullMarked;
