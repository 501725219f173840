/// What this server is: `GET /info`, and the line it prints when it has started.
@NullMarked
package dev.sextant.info;

import org.jspecify.annotations.NullMarked;
