/// Collections in a PostgreSQL with pgvector, for as many processes as share it.
@NullMarked
package dev.sextant.collection.postgres;

import org.jspecify.annotations.NullMarked;
