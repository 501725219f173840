package dev.sextant.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Gives the cache that processes share: Redis where one is configured.
final class SharedCacheProducer {

    private SharedCacheProducer() {}

    @Produces
    @Singleton
    static SharedCache shared(RedisConfig config, Instance<Redis> redis, MeterRegistry metrics) {
        return config.url().isPresent()
                ? new RedisCache(redis.get(), config, System::nanoTime, metrics)
                : SharedCache.NONE;
    }
}
