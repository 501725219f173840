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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// Embeddings in process, bounded by bytes, and behind them those that processes share. What one call is computing, no
/// other call computes: it waits.
///
/// A call first promises every key that nobody has or computes, then computes its own promises, and only then waits
/// for others; so no two calls can wait for each other. Failures are not kept: whoever waited for a promise that
/// failed makes it its own.
@Singleton
public final class EmbeddingCache {
    private final AsyncCache<CacheKey, CachedEmbedding> embeddings;
    private final SharedCache shared;
    private final Counter hits;
    private final Counter misses;

    @Inject
    public EmbeddingCache(CacheConfig config, SharedCache shared, MeterRegistry metrics) {
        this(config.maxBytes().asLongValue(), shared, metrics);
    }

    /// @param maxBytes bytes of embeddings to keep in process, 0 or more
    public EmbeddingCache(long maxBytes, SharedCache shared, MeterRegistry metrics) {
        this.shared = shared;
        embeddings = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((CacheKey key, CachedEmbedding embedding) -> embedding.bytes())
                .executor(Runnable::run)
                .buildAsync();
        hits = Counter.builder("sextant.cache.hits")
                .description("Distinct texts of a request whose embedding was kept in process")
                .register(metrics);
        misses = Counter.builder("sextant.cache.misses")
                .description("Distinct texts of a request whose embedding was not kept in process")
                .register(metrics);
        Gauge.builder("sextant.cache.size", this, EmbeddingCache::size)
                .description("Embeddings kept in process")
                .register(metrics);
        Gauge.builder("sextant.cache.size.bytes", this, EmbeddingCache::bytes)
                .description("Bytes of embeddings kept in process")
                .register(metrics);
    }

    /// What [#getAll] found.
    ///
    /// @param embeddings one for every key asked for
    /// @param cached how many of them were there already, in process or where processes share them
    public record Found(Map<CacheKey, CachedEmbedding> embeddings, int cached) {}

    /// Gives the embeddings of all keys, computing those that nobody has or is computing.
    ///
    /// @param keys the keys wanted; repetitions count once
    /// @param compute computes the embeddings of the keys it is given, every one; runs in this thread
    public Found getAll(Collection<CacheKey> keys, Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        Claim claim = claim(keys);
        hits.increment(claim.cached());
        misses.increment(claim.all().size() - claim.cached());
        return fulfil(claim, compute);
    }

    /// What a call found when it asked.
    ///
    /// @param all a promise for each key, of whomever
    /// @param own those that this call has made itself
    /// @param cached how many were kept already
    private record Claim(
            Map<CacheKey, CompletableFuture<CachedEmbedding>> all,
            Map<CacheKey, CompletableFuture<CachedEmbedding>> own,
            int cached) {}

    private Claim claim(Collection<CacheKey> keys) {
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
        return new Claim(all, own, cached);
    }

    private Found fulfil(Claim claim, Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        int shared = keepPromises(claim.own(), compute);
        return new Found(awaitAll(claim.all(), compute), claim.cached() + shared);
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
        Found rest = obtain(missing, compute, computed -> {});
        found.putAll(rest.embeddings());
        return new Found(found, cached + rest.cached());
    }

    /// Gives embeddings that are not in this process: those that processes share, and for the rest those that are
    /// computed.
    ///
    /// @param keys distinct
    private Found obtain(
            Collection<CacheKey> keys,
            Function<List<CacheKey>, List<CachedEmbedding>> compute,
            Consumer<Map<CacheKey, CachedEmbedding>> keep) {
        if (keys.isEmpty()) {
            return new Found(Map.of(), 0);
        }
        Map<CacheKey, CachedEmbedding> all = new HashMap<>(shared.find(keys));
        int found = all.size();
        List<CacheKey> missing =
                keys.stream().filter(key -> !all.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            Map<CacheKey, CachedEmbedding> computed = paired(missing, compute.apply(missing));
            all.putAll(computed);
            keep.accept(computed);
        }
        return new Found(all, found);
    }

    private static Map<CacheKey, CachedEmbedding> paired(List<CacheKey> keys, List<CachedEmbedding> embeddings) {
        Map<CacheKey, CachedEmbedding> pairs = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.put(keys.get(i), embeddings.get(i));
        }
        return pairs;
    }

    /// Says how many were found where processes share them.
    private int keepPromises(
            Map<CacheKey, CompletableFuture<CachedEmbedding>> promises,
            Function<List<CacheKey>, List<CachedEmbedding>> compute) {
        try {
            Found found = obtain(promises.keySet(), compute, shared::keep);
            promises.forEach(
                    (key, promise) -> promise.complete(found.embeddings().get(key)));
            return found.cached();
        } finally {
            // Whatever went wrong, nobody may wait for ever; the cache drops promises that fail.
            promises.values().forEach(promise -> promise.cancel(false));
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
            } catch (CancellationException e) {
                broken.add(key);
            }
        });
        if (!broken.isEmpty()) {
            values.putAll(fulfil(claim(broken), compute).embeddings());
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
