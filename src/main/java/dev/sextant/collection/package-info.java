/// Remembering documents: named collections that last, their vectors, and what is nearest in them.
///
/// [CollectionStore] is the door; `embedded` keeps collections on this machine's disk.
@NullMarked
package dev.sextant.collection;

import org.jspecify.annotations.NullMarked;
