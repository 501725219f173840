package dev.sextant.collection.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of the vector indexes of collections.
@ConfigMapping(prefix = "sextant.index")
public interface IndexConfig {

    /// Rows up to which a search looks at every vector; beyond it a graph is kept.
    @WithDefault("20000")
    int exactBelow();

    /// Rows that a search of the graph follows, at least; more find better and take longer.
    @WithDefault("200")
    int beam();

    /// How many times `topK` rows of the one-byte copy are scored again with the vectors themselves.
    @WithDefault("4")
    int int8Oversample();

    /// How many times `topK` rows of the one-bit copy are scored again with the vectors themselves.
    @WithDefault("20")
    int binaryOversample();
}
