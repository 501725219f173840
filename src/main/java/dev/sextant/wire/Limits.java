package dev.sextant.wire;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The most that one request may ask for, and how many there may be at once.
@ConfigMapping(prefix = "sextant.limits")
public interface Limits {

    /// Requests at work at once, health and metrics aside; there are threads for 200, or 8 a core.
    @WithDefault("128")
    int requests();

    /// Bytes of a request's body, streams aside, and those that may bring vectors.
    @WithDefault("16M")
    MemorySize bodyBytes();

    /// Bytes of the body of a request to compare, search or project.
    @WithDefault("256M")
    MemorySize vectorsBodyBytes();

    /// Texts in one request, or vectors to compare.
    @WithDefault("2048")
    int texts();

    /// Rows that one request to project maps.
    @WithDefault("20000")
    int projectRows();

    /// Pairs that one request asks to see by themselves.
    @WithDefault("65536")
    int pairs();

    /// Characters (UTF-16 code units) of one text.
    @WithDefault("1048576")
    int textCharacters();

    /// Tokens of all texts of a request together, after truncation.
    @WithDefault("300000")
    long tokens();

    /// Values of one vector that a request brings.
    @WithDefault("16384")
    int dimensions();

    /// Collections.
    @WithDefault("1000")
    int collections();

    /// Documents of one collection.
    @WithDefault("100000000")
    long documents();

    /// Jobs that wait or run.
    @WithDefault("100")
    int jobs();

    /// How long a body may take to come, streams aside.
    @WithDefault("10M")
    Duration bodyDuration();

    /// How long the lines of a stream, or the documents of an ingestion, may take to come.
    @WithDefault("24H")
    Duration streamDuration();

    /// How long an answer may wait for its caller to take some of it; noticed after twice that at the latest.
    @WithDefault("1M")
    Duration unreadDuration();

    /// Bytes of one line of an NDJSON stream.
    @WithDefault("2M")
    MemorySize lineBytes();

    /// Bytes of a document's text, in UTF-8.
    @WithDefault("1M")
    MemorySize documentBytes();
}
