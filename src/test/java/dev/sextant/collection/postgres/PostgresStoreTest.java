package dev.sextant.collection.postgres;

import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.embedded.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreTest extends CollectionStoreContract {
    @RegisterExtension
    private static final PostgresForTests POSTGRES = new PostgresForTests();

    @Override
    protected CollectionStore open() {
        return PostgresStore.open(PostgresSettings.of(POSTGRES.server().url()), Settings.DEFAULTS);
    }

    @AfterEach
    void dropEverything() {
        store.collections().forEach(collection -> store.drop(collection.spec().name()));
    }
}
