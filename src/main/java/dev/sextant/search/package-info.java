/// The function `search`: what is nearest in meaning, among documents of the request or of a collection, and why.
@NullMarked
package dev.sextant.search;

import org.jspecify.annotations.NullMarked;
