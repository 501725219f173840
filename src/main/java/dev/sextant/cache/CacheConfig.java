package dev.sextant.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of the embedding cache.
@ConfigMapping(prefix = "sextant.cache")
public interface CacheConfig {

    /// Bytes of embeddings to keep in process; 0 keeps none, and concurrent requests still share their work.
    @WithDefault("128M")
    MemorySize maxBytes();
}
