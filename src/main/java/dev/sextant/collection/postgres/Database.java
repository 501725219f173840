package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// A pool of connections to one database, whose tables are those of this version. Thread-safe.
final class Database implements AutoCloseable {
    /// How long a call waits for a connection of the pool.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A connection that lay idle for so long is tried before it is used.
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration KEPT = Duration.ofMinutes(5);

    /// Held, since a logger that nobody holds forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private final AgroalDataSource pool;

    /// Half of the connections.
    private final Semaphore longReads;

    private Database(AgroalDataSource pool, int connections) {
        this.pool = pool;
        longReads = new Semaphore((connections + 1) / 2);
    }

    /// Connects, and makes the tables where they are not there or are those of an earlier version.
    ///
    /// @throws Fault.Unavailable if it cannot be reached, or is none that can be used
    static Database open(PostgresConfig config) {
        try {
            AgroalDataSource pool = AgroalDataSource.from(settings(config));
            try {
                migrate(pool);
                return new Database(pool, config.connections());
            } catch (FlywayException e) {
                pool.close();
                // What the server said is shorter and says more.
                throw e.getCause() instanceof SQLException said
                        ? Broken.fault(said)
                        : new Fault.Unavailable("PostgreSQL: " + e.getMessage(), e);
            }
        } catch (SQLException e) {
            throw Broken.fault(e);
        }
    }

    private static AgroalDataSourceConfigurationSupplier settings(PostgresConfig config) {
        var settings = new AgroalDataSourceConfigurationSupplier();
        var pool = settings.connectionPoolConfiguration()
                .maxSize(config.connections())
                .acquisitionTimeout(PATIENCE)
                .reapTimeout(KEPT)
                .idleValidationTimeout(TRUSTED)
                .connectionValidator(ConnectionValidator.defaultValidator())
                .exceptionSorter(new PostgreSQLExceptionSorter());
        var connection = pool.connectionFactoryConfiguration()
                .jdbcUrl(config.url().orElseThrow())
                .jdbcProperty("ApplicationName", "sextant")
                .jdbcProperty("tcpKeepAlive", "true")
                .jdbcProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()))
                // Of a server that says nothing any more; one that is alive ends the statement itself.
                .jdbcProperty(
                        "socketTimeout",
                        Long.toString(config.statementTimeout().plus(SILENCE).toSeconds()))
                .initialSql(initialSql(config.statementTimeout()));
        config.username().ifPresent(name -> connection.principal(new NamePrincipal(name)));
        config.password().ifPresent(word -> connection.credential(new SimplePassword(word)));
        return settings;
    }

    /// Filters differ too much for one plan to fit all of them. A search by index goes on until it has enough that the
    /// filter lets through. A process that hangs holds nobody up for long. Notices are not logged, such as
    /// that the extension is there already.
    private static String initialSql(Duration statementTimeout) {
        return String.join(
                "; ",
                "SET statement_timeout = " + statementTimeout.toMillis(),
                "SET idle_in_transaction_session_timeout = '5min'",
                "SET plan_cache_mode = force_custom_plan",
                "SET jit = off",
                "SET hnsw.iterative_scan = relaxed_order",
                "SET client_min_messages = warning");
    }

    private static void migrate(AgroalDataSource pool) {
        // It tells at every start what it found.
        FLYWAY.setLevel(Level.WARNING);
        Flyway.configure()
                .dataSource(pool)
                .resourceProvider(new SchemaScripts())
                .javaMigrationClassProvider(List::of)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /// Reads the database as it is at one moment.
    <T> T read(Work<T> work) {
        try {
            try {
                return readOnce(work);
            } catch (SQLException e) {
                if (!Broken.isTableGone(e)) {
                    throw e;
                }
                // It went before anything was read of it.
                return readOnce(work);
            }
        } catch (SQLException e) {
            throw Broken.fault(e);
        }
    }

    /// Reads what takes as long as somebody else takes it. However many such reads there are, half of the connections
    /// are left to all others.
    <T> T readAtLeisure(Work<T> work) {
        if (!isTurn()) {
            throw new Fault.Unavailable(
                    "PostgreSQL: exports and maps read it with half of all sextant.postgres.connections; try again later",
                    null);
        }
        try {
            return read(work);
        } finally {
            longReads.release();
        }
    }

    private boolean isTurn() {
        try {
            return longReads.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T readOnce(Work<T> work) throws SQLException {
        return transaction(session -> {
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return work.in(session);
        });
    }

    /// Does all of it or nothing. What it did lasts when this returns.
    <T> T write(Work<T> work) {
        try {
            return transaction(work);
        } catch (SQLException e) {
            throw Broken.fault(e);
        }
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Session(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }
}
