package dev.sextant.collection.postgres;

import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.CollectionStoreContract;
import dev.sextant.collection.embedded.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends CollectionStoreContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected CollectionStore open() {
        return PostgresStore.open(PostgresSettings.of(server.url()), Settings.DEFAULTS);
    }

    @AfterEach
    void dropEverything() {
        store.collections().forEach(collection -> store.drop(collection.spec().name()));
    }
}
