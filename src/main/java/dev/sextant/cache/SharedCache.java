package dev.sextant.cache;

import java.util.Collection;
import java.util.Map;

/// Embeddings kept outside of the process, for all processes that share them. It never fails a caller: what goes wrong
/// there is an embedding that was not found, or one that was not kept.
public interface SharedCache {

    /// Finds nothing and keeps nothing.
    SharedCache NONE = new SharedCache() {
        @Override
        public Map<CacheKey, CachedEmbedding> find(Collection<CacheKey> keys) {
            return Map.of();
        }

        @Override
        public void keep(Map<CacheKey, CachedEmbedding> embeddings) {
            // There is no place to keep them.
        }
    };

    /// Gives those of the keys that are kept. Waits for them, within a bound.
    Map<CacheKey, CachedEmbedding> find(Collection<CacheKey> keys);

    /// Keeps embeddings, without waiting until they are.
    void keep(Map<CacheKey, CachedEmbedding> embeddings);
}
