package dev.sextant.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Embeddings in Redis, each for as long as it is told to keep them. Where Redis is down or slow, it is left alone for
/// a while, so that it costs one wait now and then and not one for every request.
///
/// Reads are `MGET`s and writes are `SET`s with a time to live, both of [#CHUNK] keys in one go. Writes nobody waits
/// for; those that are more than [#WRITES] chunks ahead of Redis are dropped.
final class RedisCache implements SharedCache {
    /// Embeddings in one go: 0.8 MB at 384 dimensions.
    private static final int CHUNK = 512;

    /// Chunks on their way to Redis at most.
    private static final int WRITES = 16;

    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Logger LOG = Logger.getLogger(RedisCache.class);

    private final Redis redis;
    private final RedisConfig config;
    private final LongSupplier nanoTime;
    private final Semaphore writes = new Semaphore(WRITES);
    private final Counter hits;
    private final Counter failures;
    private final Counter dropped;
    /// When Redis is asked again, on the clock of `nanoTime`.
    private volatile long resumes;

    RedisCache(Redis redis, RedisConfig config, LongSupplier nanoTime, MeterRegistry metrics) {
        this.redis = redis;
        this.config = config;
        this.nanoTime = nanoTime;
        this.resumes = nanoTime.getAsLong();
        hits = Counter.builder("sextant.cache.redis.hits")
                .description("Embeddings found in Redis")
                .register(metrics);
        failures = Counter.builder("sextant.cache.redis.failures")
                .description("Times that Redis failed or was too slow and was left alone for a while")
                .register(metrics);
        dropped = Counter.builder("sextant.cache.redis.dropped")
                .description("Embeddings not sent to Redis, which was too slow or being left alone")
                .register(metrics);
    }

    @Override
    public Map<CacheKey, CachedEmbedding> find(Collection<CacheKey> keys) {
        if (isPaused()) {
            return Map.of();
        }
        Map<CacheKey, CachedEmbedding> found = new HashMap<>();
        long end = System.nanoTime() + config.timeout().toNanos();
        for (List<CacheKey> chunk : chunks(List.copyOf(keys))) {
            Response values = await(redis.send(get(chunk)), end - System.nanoTime());
            if (values == null) {
                break;
            }
            for (int i = 0; i < chunk.size(); i++) {
                read(chunk.get(i), values.get(i), found);
            }
        }
        hits.increment(found.size());
        return found;
    }

    @Override
    public void keep(Map<CacheKey, CachedEmbedding> embeddings) {
        chunks(List.copyOf(embeddings.entrySet())).forEach(this::write);
    }

    private void write(List<Map.Entry<CacheKey, CachedEmbedding>> chunk) {
        if (isPaused() || !writes.tryAcquire()) {
            dropped.increment(chunk.size());
            return;
        }
        List<Request> sets = chunk.stream()
                .map(entry -> set(entry.getKey(), entry.getValue()))
                .toList();
        redis.batch(sets).onComplete(done -> {
            writes.release();
            if (done.failed()) {
                pause(done.cause());
            }
        });
    }

    private Request set(CacheKey key, CachedEmbedding embedding) {
        return Request.cmd(Command.SET)
                .arg(name(key))
                .arg(Buffer.buffer(EmbeddingBytes.of(embedding)))
                .arg("PX")
                .arg(config.ttl().toMillis());
    }

    private static Request get(List<CacheKey> keys) {
        Request get = Request.cmd(Command.MGET);
        keys.forEach(key -> get.arg(name(key)));
        return get;
    }

    /// Keeps what is sound; what is damaged is computed and written again.
    private static void read(CacheKey key, @Nullable Response value, Map<CacheKey, CachedEmbedding> found) {
        if (value != null) {
            EmbeddingBytes.read(value.toBytes()).ifPresent(embedding -> found.put(key, embedding));
        }
    }

    private static String name(CacheKey key) {
        return "sextant:" + key;
    }

    private static <T> List<List<T>> chunks(List<T> whole) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < whole.size(); from += CHUNK) {
            chunks.add(whole.subList(from, Math.min(from + CHUNK, whole.size())));
        }
        return chunks;
    }

    /// The answer, or `null` where there is none in time.
    private @Nullable Response await(Future<@Nullable Response> answer, long nanos) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            pause(e.getCause());
        } catch (TimeoutException e) {
            pause(new TimeoutException(
                    "no answer within %d ms".formatted(config.timeout().toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private boolean isPaused() {
        return nanoTime.getAsLong() - resumes < 0;
    }

    private synchronized void pause(@Nullable Throwable why) {
        if (isPaused()) {
            return;
        }
        resumes = nanoTime.getAsLong() + PAUSE_NANOS;
        failures.increment();
        LOG.warnf(
                "Redis is left alone for %d s: %s",
                Duration.ofNanos(PAUSE_NANOS).toSeconds(), why);
    }
}
