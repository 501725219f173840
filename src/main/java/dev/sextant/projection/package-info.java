/// Numbers to numbers: maps of many dimensions in two or three, themes in them, and how far both can be trusted. Knows
/// nothing of requests, models or storage; the same input and seed give the same bytes on any number of threads.
@NullMarked
package dev.sextant.projection;

import org.jspecify.annotations.NullMarked;
