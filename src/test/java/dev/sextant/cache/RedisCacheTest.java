package dev.sextant.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisCacheTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong clock = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private Redis client;
    private RedisCache cache;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        client = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server.url()).setMaxPoolWaiting(256));
        cache = new RedisCache(client, config(Duration.ofSeconds(20)), clock::get, metrics);
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        server.close();
    }

    @Test
    void findsWhatAnotherKept() {
        Map<CacheKey, CachedEmbedding> embeddings = embeddings(0, 1_300);
        cache.keep(embeddings);
        awaitKeys(1_300);
        RedisCache other =
                new RedisCache(client, config(Duration.ofSeconds(20)), clock::get, new SimpleMeterRegistry());

        Map<CacheKey, CachedEmbedding> found = other.find(embeddings(0, 1_400).keySet());

        assertThat(found).containsOnlyKeys(embeddings.keySet());
        found.forEach((key, read) -> assertThat(EmbeddingBytes.of(read))
                .isEqualTo(EmbeddingBytes.of(Objects.requireNonNull(embeddings.get(key)))));
    }

    @Test
    void keepsForAsLongAsItIsTold() {
        cache.keep(embeddings(0, 1));
        awaitKeys(1);

        long left = Long.parseLong(server.run("PTTL", "sextant:" + key(0)));

        assertThat(left)
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofDays(30).toMillis())
                .isGreaterThan(Duration.ofDays(29).toMillis());
    }

    @Test
    void takesWhatIsDamagedForMissing() {
        cache.keep(embeddings(0, 2));
        awaitKeys(2);
        server.run("SETRANGE", "sextant:" + key(0), "9", "!");

        assertThat(cache.find(embeddings(0, 2).keySet())).containsOnlyKeys(key(1));
        assertThat(counter("sextant.cache.redis.failures")).isZero();
    }

    @Test
    void leavesARedisAloneThatIsDownUntilThePauseIsOver() {
        cache.keep(embeddings(0, 1));
        awaitKeys(1);
        server.kill();

        assertThat(cache.find(embeddings(0, 1).keySet())).isEmpty();
        cache.keep(embeddings(1, 2));
        server.restart();
        assertThat(cache.find(embeddings(0, 1).keySet())).isEmpty();
        assertThat(counter("sextant.cache.redis.failures")).isEqualTo(1);
        assertThat(counter("sextant.cache.redis.dropped")).isEqualTo(2);

        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        cache.keep(embeddings(3, 2));
        awaitKeys(2);
        assertThat(cache.find(embeddings(3, 2).keySet())).hasSize(2);
        assertThat(counter("sextant.cache.redis.failures")).isEqualTo(1);
    }

    @Test
    void doesNotWaitLongForARedisThatIsSlow() {
        RedisCache hurried = new RedisCache(client, config(Duration.ofMillis(200)), clock::get, metrics);
        assertThat(cache.find(embeddings(0, 1).keySet())).isEmpty();
        server.run("CLIENT", "PAUSE", "40000");

        assertThat(hurried.find(embeddings(0, 1).keySet())).isEmpty();

        assertThat(counter("sextant.cache.redis.failures")).isEqualTo(1);
    }

    @Test
    void dropsWhatASlowRedisCannotTake() {
        assertThat(cache.find(embeddings(0, 1).keySet())).isEmpty();
        server.run("CLIENT", "PAUSE", "40000");

        cache.keep(embeddings(0, 512 * 16 + 100));

        assertThat(counter("sextant.cache.redis.dropped")).isEqualTo(100);
        assertThat(counter("sextant.cache.redis.failures")).isZero();
    }

    private void awaitKeys(int count) {
        while (!server.run("DBSIZE").equals(Integer.toString(count))) {
            Thread.onSpinWait();
        }
    }

    private double counter(String name) {
        return metrics.get(name).counter().count();
    }

    private static RedisConfig config(Duration timeout) {
        return new RedisConfig() {
            @Override
            public Optional<String> url() {
                return Optional.empty();
            }

            @Override
            public Duration ttl() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
    }

    private static Map<CacheKey, CachedEmbedding> embeddings(int from, int count) {
        Map<CacheKey, CachedEmbedding> embeddings = new HashMap<>();
        IntStream.range(from, from + count)
                .forEach(i -> embeddings.put(
                        key(i),
                        new CachedEmbedding(new float[] {i, 1f / (i + 1), -0f, Float.MIN_VALUE}, i, i % 2 == 1)));
        return embeddings;
    }

    private static CacheKey key(int number) {
        return new CacheKey(number, -number, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
