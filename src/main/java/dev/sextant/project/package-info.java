/// The function project: a map of texts or vectors in two or three dimensions, with themes.
@NullMarked
package dev.sextant.project;

import org.jspecify.annotations.NullMarked;
