package dev.sextant.collection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.collection.embedded.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A database whose administrator has made the extension, as the README says.
class PreparedDatabaseTest {
    @RegisterExtension
    private static final PostgresForTests POSTGRES = new PostgresForTests();

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void isNothingToWarnOf() throws SQLException {
        String url = POSTGRES.server().url();
        try (Connection administrator = DriverManager.getConnection(url);
                var statement = administrator.createStatement()) {
            statement.execute("CREATE EXTENSION vector");
        }
        Logger log = Logger.getLogger("org.flywaydb");
        log.addHandler(listener);
        try (PostgresStore store = PostgresStore.open(PostgresSettings.of(url), Settings.DEFAULTS)) {
            assertThat(store.collections()).isEmpty();
        } finally {
            log.removeHandler(listener);
        }
        assertThat(warnings).isEmpty();
    }
}
