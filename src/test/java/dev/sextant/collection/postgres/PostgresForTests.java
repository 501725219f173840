package dev.sextant.collection.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A PostgreSQL server for the tests of a class, or their skipping where there is none.
final class PostgresForTests implements BeforeAllCallback, AfterAllCallback {
    private @Nullable PostgresServer running;

    PostgresServer server() {
        return Objects.requireNonNull(running);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = PostgresServer.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (running != null) {
            running.close();
        }
    }
}
