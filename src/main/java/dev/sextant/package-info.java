/// Sextant: texts to positions in meaning-space.
///
/// A word in the URL is a package; bytes to text is `wire`; text to numbers is `model`; numbers to numbers is
/// `vectors`; remembering is `cache`. The whole map, with who may use whom, is in ARCHITECTURE.md, and a test holds the
/// code to it.
@NullMarked
package dev.sextant;

import org.jspecify.annotations.NullMarked;
