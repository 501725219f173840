package dev.sextant.collection;

import dev.sextant.collection.embedded.EmbeddedStore;
import dev.sextant.collection.embedded.IndexConfig;
import dev.sextant.collection.postgres.PostgresConfig;
import dev.sextant.collection.postgres.PostgresStore;
import dev.sextant.wire.DataConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store that is configured: in PostgreSQL where an address of one is given, on this machine's disk otherwise. It
/// is
/// opened when it is first used: a process that touches no collection needs neither and disturbs no other. A failure to
/// open is met again at a later call, unless it has been put right.
@Singleton
public final class StoreOnFirstUse implements CollectionStore {
    /// How long a database that could not be opened is let alone: it may take seconds to find out again.
    private static final Duration REST = Duration.ofSeconds(1);

    private final SharedAttempt<CollectionStore> opening;

    @Inject
    public StoreOnFirstUse(DataConfig data, IndexConfig index, PostgresConfig postgres) {
        opening = postgres.url().isPresent()
                ? new SharedAttempt<>(() -> PostgresStore.open(postgres, index), REST)
                : new SharedAttempt<>(() -> EmbeddedStore.open(data.dataDir(), index), Duration.ZERO);
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
    public Created create(CollectionSpec spec, String fingerprint, int dimensions) {
        return store().create(spec, fingerprint, dimensions);
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
