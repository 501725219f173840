/// How alike texts or vectors are: `POST /compare` and events of type `dev.sextant.compare`.
@NullMarked
package dev.sextant.compare;

import org.jspecify.annotations.NullMarked;
