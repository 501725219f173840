package dev.sextant.collection;

import dev.sextant.Fault;
import dev.sextant.collection.embedded.EmbeddedStore;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.collection.postgres.PostgresConfig;
import dev.sextant.collection.postgres.PostgresStore;
import dev.sextant.wire.DataConfig;
import dev.sextant.wire.Limits;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store that is configured: in PostgreSQL where an address of one is given, on this machine's disk otherwise. It
/// is
/// opened when it is first used: a process that touches no collection needs neither and disturbs no other. A failure to
/// open is met again at the next call, unless it has been put right.
@Singleton
public final class StoreOnFirstUse implements CollectionStore {
    private final DataConfig data;
    private final IndexConfig index;
    private final PostgresConfig postgres;
    private final int mostCollections;
    private @Nullable CollectionStore store;

    @Inject
    public StoreOnFirstUse(DataConfig data, IndexConfig index, PostgresConfig postgres, Limits limits) {
        this.data = data;
        this.index = index;
        this.postgres = postgres;
        this.mostCollections = limits.collections();
    }

    private synchronized CollectionStore store() {
        CollectionStore opened = store;
        if (opened == null) {
            opened = postgres.url().isPresent()
                    ? PostgresStore.open(postgres, index)
                    : EmbeddedStore.open(data.dataDir(), index);
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
    public int count() {
        return store().count();
    }

    /// @throws Fault.TooLarge if there are as many collections as there may be
    @Override
    public synchronized Created create(CollectionSpec spec, String fingerprint, int dimensions) {
        CollectionStore opened = store();
        int count = opened.count();
        if (count >= mostCollections && opened.find(spec.name()).isEmpty()) {
            throw new Fault.TooLarge(
                    "there are %d collections; at most %d are kept, drop one or set sextant.limits.collections"
                            .formatted(count, mostCollections),
                    "name",
                    mostCollections,
                    count + 1L);
        }
        return opened.create(spec, fingerprint, dimensions);
    }

    @Override
    public boolean drop(String name) {
        return store().drop(name);
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
