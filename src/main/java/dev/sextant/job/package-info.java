/// Work in the background: it is started by a request, outlives it, and can be watched and cancelled.
@NullMarked
package dev.sextant.job;

import org.jspecify.annotations.NullMarked;
