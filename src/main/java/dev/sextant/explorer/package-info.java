/// The page in a browser: its files, what it may do there, and the collection that a first visit shows.
@NullMarked
package dev.sextant.explorer;

import org.jspecify.annotations.NullMarked;
