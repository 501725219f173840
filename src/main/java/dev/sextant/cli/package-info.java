/// The commands of `./sextant` that run in a process of their own, on the same parts as the server.
@NullMarked
package dev.sextant.cli;

import org.jspecify.annotations.NullMarked;
