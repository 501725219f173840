package dev.sextant.wire;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// The most that one request may ask for.
@ConfigMapping(prefix = "sextant.limits")
public interface Limits {

    /// Bytes of a request's body, streams aside.
    @WithDefault("16M")
    MemorySize bodyBytes();

    /// Texts in one request.
    @WithDefault("2048")
    int texts();

    /// Characters (UTF-16 code units) of one text.
    @WithDefault("1048576")
    int textCharacters();

    /// Tokens of all texts of a request together, after truncation.
    @WithDefault("300000")
    long tokens();

    /// Bytes of one line of an NDJSON stream.
    @WithDefault("2M")
    MemorySize lineBytes();

    /// Bytes of a document's text, in UTF-8.
    @WithDefault("1M")
    MemorySize documentBytes();
}
