package dev.sextant.collection.postgres;

import java.time.Duration;
import java.util.Optional;

/// Settings of a store in PostgreSQL.
record PostgresSettings(Optional<String> url, int connections, Duration statementTimeout) implements PostgresConfig {

    static PostgresSettings of(String url) {
        return new PostgresSettings(Optional.of(url), 8, Duration.ofSeconds(60));
    }

    @Override
    public Optional<String> username() {
        return Optional.empty();
    }

    @Override
    public Optional<String> password() {
        return Optional.empty();
    }
}
