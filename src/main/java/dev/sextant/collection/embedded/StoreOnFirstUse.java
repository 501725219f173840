package dev.sextant.collection.embedded;

import dev.sextant.collection.CollectionSpec;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.StoredCollection;
import dev.sextant.wire.DataConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The application's store, opened when it is first used: a process that touches no collection needs no directory and
/// disturbs no other. A failure to open is met again at the next call, unless it has been put right.
@Singleton
final class StoreOnFirstUse implements CollectionStore {
    private final DataConfig config;
    private final IndexConfig index;
    private @Nullable EmbeddedStore store;

    @Inject
    StoreOnFirstUse(DataConfig config, IndexConfig index) {
        this.index = index;
        this.config = config;
    }

    private synchronized EmbeddedStore store() {
        EmbeddedStore opened = store;
        if (opened == null) {
            opened = EmbeddedStore.open(config.dataDir(), index);
            store = opened;
        }
        return opened;
    }

    @Override
    public List<StoredCollection> collections() {
        return store().collections();
    }

    @Override
    public Map<String, String> damaged() {
        return store().damaged();
    }

    @Override
    public Optional<StoredCollection> find(String name) {
        return store().find(name);
    }

    @Override
    public Created create(CollectionSpec spec, String fingerprint, int dimensions) {
        return store().create(spec, fingerprint, dimensions);
    }

    @Override
    public boolean drop(String name) {
        return store().drop(name);
    }

    @PreDestroy
    synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
