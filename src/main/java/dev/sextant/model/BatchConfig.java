package dev.sextant.model;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/// Settings of the batches that a model is run on.
@ConfigMapping(prefix = "sextant.batch")
public interface BatchConfig {

    /// Tokens in one batch, padding included. A single text may be longer.
    @WithDefault("1024")
    int maxTokens();

    /// Bytes that the runtime may need for the intermediate results of one batch, by estimate. A single text may need
    /// more.
    @WithDefault("256M")
    MemorySize maxBytes();

    /// Threads that ONNX Runtime computes with; all cores when not set.
    OptionalInt threads();
}
