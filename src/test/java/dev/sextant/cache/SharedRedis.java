package dev.sextant.cache;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A server that keeps nothing in memory and everything in a Redis of its own: each request is as the first of another
/// process.
public final class SharedRedis implements QuarkusTestProfile {
    private static @Nullable RedisServer server;

    static RedisServer server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Running.class));
    }

    /// Starts Redis before the application and ends it afterwards.
    public static final class Running implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            RedisServer started = RedisServer.start();
            server = started;
            return Map.of("sextant.cache.redis.url", started.url(), "sextant.cache.max-bytes", "0");
        }

        @Override
        public void stop() {
            server().close();
        }
    }
}
