/// Knative's part, played on one machine: processes that start and end by the requests in flight; see docs/scale.md.
@NullMarked
package dev.sextant.scale;

import org.jspecify.annotations.NullMarked;
