/// Bytes to text: what every face shares of HTTP. Requests pass the [dev.sextant.wire.Gate], their fields are checked
/// by [dev.sextant.wire.Check], and any [dev.sextant.Fault], from anywhere, leaves through
/// [dev.sextant.wire.FaultHandler].
@NullMarked
package dev.sextant.wire;

import org.jspecify.annotations.NullMarked;
