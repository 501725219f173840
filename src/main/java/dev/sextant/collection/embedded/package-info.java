/// Collections on this machine's disk: SQLite for documents and their fields, one flat file for vectors, JVector's
/// graph for approximate search. One process at a time.
@NullMarked
package dev.sextant.collection.embedded;

import org.jspecify.annotations.NullMarked;
