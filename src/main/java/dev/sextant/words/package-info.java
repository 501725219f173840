/// Texts to words: where words begin and end in any script, and which of them say nothing by themselves.
@NullMarked
package dev.sextant.words;

import org.jspecify.annotations.NullMarked;
