package dev.sextant.collection.postgres;

import dev.sextant.Positive;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// Settings of collections in PostgreSQL.
@ConfigMapping(prefix = "sextant.postgres")
public interface PostgresConfig {

    /// Where PostgreSQL is, such as `jdbc:postgresql://host:5432/sextant`; without, collections are on this machine's
    /// disk.
    @WithConverter(Address.class)
    Optional<String> url();

    /// Who we are there.
    Optional<String> username();

    /// What proves it.
    Optional<String> password();

    /// Connections at most.
    @WithConverter(Positive.class)
    @WithDefault("16")
    int connections();

    /// How long one statement may take.
    @WithDefault("60S")
    Duration statementTimeout();

    /// Refuses what is no address of a PostgreSQL, before its driver sees it. The message has no value, which may hold
    /// a password; it is no `IllegalArgumentException` because the value would be put before those.
    final class Address implements Converter<String> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String convert(String value) {
            if (value.isEmpty()) {
                return null;
            }
            if (!value.startsWith("jdbc:postgresql:")) {
                throw new ConfigurationException(
                        "sextant.postgres.url: an address of a PostgreSQL begins with jdbc:postgresql:, such as jdbc:postgresql://localhost:5432/sextant");
            }
            return value;
        }
    }
}
