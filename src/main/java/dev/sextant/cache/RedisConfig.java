package dev.sextant.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Settings of the embeddings in Redis.
@ConfigMapping(prefix = "sextant.cache.redis")
public interface RedisConfig {

    /// Where Redis is, such as `redis://user:password@host:6379/0` or `rediss://host:6379`; none is used without.
    Optional<String> url();

    /// How long an embedding is kept.
    @WithDefault("30D")
    Duration ttl();

    /// How long a request waits for Redis at most.
    @WithDefault("250ms")
    Duration timeout();
}
