/// Inputs that nobody sends in earnest: what a caller, a file or a folder can hold is answered, or refused in words.
@NullMarked
package dev.sextant.fuzz;

import org.jspecify.annotations.NullMarked;
