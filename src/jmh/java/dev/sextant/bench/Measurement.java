package dev.sextant.bench;

import java.io.IOException;

/// One part of the benchmark.
public interface Measurement {
    /// Heading of its section.
    String title();

    /// Measures.
    ///
    /// @return what came of it, in Markdown
    /// @throws IOException if a program that cannot be left out failed
    String measure(Setting setting) throws IOException, InterruptedException;
}
