/// How many texts at once are best on this machine: measured, kept, and used from then on.
@NullMarked
package dev.sextant.calibrate;

import org.jspecify.annotations.NullMarked;
