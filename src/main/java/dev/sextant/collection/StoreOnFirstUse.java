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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store that is configured: in PostgreSQL where an address of one is given, on this machine's disk otherwise. It
/// is opened when it is first used: a process that touches no collection needs neither and disturbs no other. A failure
/// to open is met again at a later call, unless it has been put right.
@Singleton
public final class StoreOnFirstUse implements CollectionStore {
    /// How long a database that could not be opened is let alone: it may take seconds to find out again.
    private static final Duration REST = Duration.ofSeconds(1);

    private final SharedAttempt<CollectionStore> opening;
    private final int mostCollections;

    @Inject
    public StoreOnFirstUse(DataConfig data, IndexConfig index, PostgresConfig postgres, Limits limits) {
        opening = postgres.url().isPresent()
                ? new SharedAttempt<>(() -> PostgresStore.open(postgres, index), REST)
                : new SharedAttempt<>(() -> EmbeddedStore.open(data.dataDir(), index), Duration.ZERO);
        mostCollections = limits.collections();
    }

    private CollectionStore store() {
        return opening.get();
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
    public void close() {
        opening.result().ifPresent(CollectionStore::close);
    }
}
