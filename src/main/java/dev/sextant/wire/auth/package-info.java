/// API keys: what is kept of them, where they are read from, what they allow.
@NullMarked
package dev.sextant.wire.auth;

import org.jspecify.annotations.NullMarked;
