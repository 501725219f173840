/// Programs that measure; see docs/benchmarks.md. Not tests: nothing here passes or fails.
@NullMarked
package dev.sextant.bench;

import org.jspecify.annotations.NullMarked;
