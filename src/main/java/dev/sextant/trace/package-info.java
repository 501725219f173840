/// The trace of a request, as OpenTelemetry knows it: its stages, and where they hang.
@NullMarked
package dev.sextant.trace;

import org.jspecify.annotations.NullMarked;
