package dev.sextant.cache;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// Settings of the embeddings in Redis.
@ConfigMapping(prefix = "sextant.cache.redis")
public interface RedisConfig {

    /// Where Redis is, such as `redis://user:password@host:6379/0` or `rediss://host:6379`; none is used without.
    @WithConverter(Address.class)
    Optional<String> url();

    /// How long an embedding is kept.
    @WithDefault("30D")
    Duration ttl();

    /// How long a request waits for Redis at most.
    @WithDefault("250ms")
    Duration timeout();

    /// Refuses what is no address of a Redis, before its client sees it. The message has no value, which may hold a
    /// password; it is no `IllegalArgumentException` because the value would be put before those.
    final class Address implements Converter<String> {
        private static final long serialVersionUID = 1;
        private static final Pattern ADDRESS = Pattern.compile("(rediss?|unix)://.+");

        @Override
        public @Nullable String convert(String value) {
            if (value.isEmpty()) {
                return null;
            }
            if (!ADDRESS.matcher(value).matches()) {
                throw new ConfigurationException(
                        "sextant.cache.redis.url: an address of a Redis begins with redis://, rediss:// or unix://, such as redis://localhost:6379");
            }
            return value;
        }
    }
}
