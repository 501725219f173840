package dev.sextant.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Embeddings in process, bounded by bytes. What one call is computing, no other call computes: it waits.
///
/// A call first promises every key that nobody has or computes, then computes its own promises, and only then waits
/// for others; so no two calls can wait for each other. Failures are not kept: whoever waited for a promise that
/// failed makes it its own.
@Singleton
public final class EmbeddingCache {
    private final AsyncCache<CacheKey, CachedEmbedding> embeddings;
    private final Counter hits;
    private final Counter misses;

    @Inject
    public EmbeddingCache(CacheConfig config, MeterRegistry metrics) {
        this(config.maxBytes().asLongValue(), metrics);
    }

    /// @param maxBytes bytes of embeddings to keep, 0 or more
    public EmbeddingCache(long maxBytes, MeterRegistry metrics) {
        embeddings = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, CachedEmbedding embedding) -> embedding.bytes())
                .executor(Runnable::run)
                .buildAsync();
        hits = Counter.builder("sextant.cache.hits")
                .description("Distinct texts of a request whose embedding was kept")
                .register(metrics);
        misses = Counter.builder("sextant.cache.misses")
                .description("Distinct texts of a request whose embedding was computed, by it or by a concurrent one")
                .register(metrics);
        Gauge.builder("sextant.cache.size", this, EmbeddingCache::size)
                .description("Embeddings kept")
                .register(metrics);
        Gauge.builder("sextant.cache.size.bytes", this, EmbeddingCache::bytes)
                .description("Bytes of embeddings kept")
                .register(metrics);
    }

    /// What [#getAll] found.
    ///
    /// @param embeddings one for every key asked for
    /// @param cached how many of them were there already, computed
    public record Found(Map<CacheKey, CachedEmbedding> embeddings, int cached) {}

    /// Gives the embeddings of all keys, computing those that nobody has or is computing.
    ///
    /// @param keys the keys wanted; repetitions count once
    /// @param compute computes the embeddings of the keys it is given, every one; runs in this thread
    public Found getAll(Collection<CacheKey> keys, Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        Map<CacheKey, CompletableFuture<CachedEmbedding>> all = new LinkedHashMap<>();
        Map<CacheKey, CompletableFuture<CachedEmbedding>> own = new LinkedHashMap<>();
        int cached = 0;
        for (CacheKey key : keys) {
            if (all.containsKey(key)) {
                continue;
            }
            var promise = new CompletableFuture<CachedEmbedding>();
            var existing = embeddings.asMap().putIfAbsent(key, promise);
            while (existing != null && existing.isCompletedExceptionally()) {
                embeddings.asMap().remove(key, existing);
                existing = embeddings.asMap().putIfAbsent(key, promise);
            }
            if (existing == null) {
                own.put(key, promise);
            } else if (existing.isDone()) {
                cached++;
            }
            all.put(key, existing == null ? promise : existing);
        }
        hits.increment(cached);
        misses.increment(all.size() - cached);
        keepPromises(own, compute);
        return new Found(awaitAll(all, compute), cached);
    }

    /// Gives the embeddings of all keys like [#getAll], but keeps none of those it computes: for streams, which would
    /// push out everything else.
    public Found peekAll(Collection<CacheKey> keys, Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        Map<CacheKey, CachedEmbedding> found = new LinkedHashMap<>();
        List<CacheKey> missing = new ArrayList<>();
        for (CacheKey key : new LinkedHashSet<>(keys)) {
            var existing = embeddings.getIfPresent(key);
            if (existing != null && existing.isDone() && !existing.isCompletedExceptionally()) {
                found.put(key, existing.join());
            } else {
                missing.add(key);
            }
        }
        int cached = found.size();
        hits.increment(cached);
        misses.increment(missing.size());
        List<CachedEmbedding> computed = missing.isEmpty() ? List.of() : compute.apply(missing);
        for (int i = 0; i < missing.size(); i++) {
            found.put(missing.get(i), computed.get(i));
        }
        return new Found(found, cached);
    }

    private static void keepPromises(
            Map<CacheKey, CompletableFuture<CachedEmbedding>> promises,
            Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        if (promises.isEmpty()) {
            return;
        }
        try {
            List<CachedEmbedding> computed = compute.apply(List.copyOf(promises.keySet()));
            int next = 0;
            for (var promise : promises.values()) {
                promise.complete(computed.get(next++));
            }
        } finally {
            // Whatever went wrong, nobody may wait for ever; the cache drops promises that fail.
            var broken = new IllegalStateException("the call that computed this embedding failed");
            promises.values().forEach(promise -> promise.completeExceptionally(broken));
        }
    }

    private Map<CacheKey, CachedEmbedding> awaitAll(
            Map<CacheKey, CompletableFuture<CachedEmbedding>> futures,
            Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        Map<CacheKey, CachedEmbedding> values = new HashMap<>();
        List<CacheKey> broken = new ArrayList<>();
        futures.forEach((key, future) -> {
            try {
                values.put(key, future.join());
            } catch (CompletionException e) {
                broken.add(key);
            }
        });
        if (!broken.isEmpty()) {
            values.putAll(getAll(broken, compute).embeddings());
        }
        return values;
    }

    /// Embeddings kept.
    public long size() {
        return embeddings.synchronous().estimatedSize();
    }

    /// Bytes of embeddings kept, as [CacheConfig#maxBytes()] counts them.
    public long bytes() {
        embeddings.synchronous().cleanUp();
        return embeddings
                .synchronous()
                .policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }
}
