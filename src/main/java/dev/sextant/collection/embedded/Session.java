package dev.sextant.collection.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/// A connection to one database, which keeps its statements prepared. Used by one thread at a time.
final class Session implements AutoCloseable {
    private static final int STATEMENTS = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(STATEMENTS, 0.75f, true);

    private long changes;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /// Opens a database, which is made if it is not there. What is committed is on disk.
    static Session open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // A URI, since SQLite's driver would take a question mark in a path for the start of settings.
        String uri = file.toUri().toString();
        return new Session(new JDBC4Connection("jdbc:sqlite:" + uri, uri, config.toProperties()));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void update(String sql, Object... parameters) throws SQLException {
        changes += prepared(sql, parameters).executeUpdate();
    }

    /// Rows changed since they were last forgotten.
    long changes() {
        return changes;
    }

    void forgetChanges() {
        changes = 0;
    }

    void each(String sql, Visitor visitor, Object... parameters) throws SQLException {
        try (ResultSet results = prepared(sql, parameters).executeQuery()) {
            while (results.next()) {
                visitor.visit(results);
            }
        }
    }

    <T> List<T> list(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        List<T> list = new ArrayList<>();
        each(sql, results -> list.add(reader.read(results)), parameters);
        return list;
    }

    <T> Optional<T> first(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        try (ResultSet results = prepared(sql, parameters).executeQuery()) {
            return results.next() ? Optional.of(reader.read(results)) : Optional.empty();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            forgetOldest();
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private void forgetOldest() throws SQLException {
        if (statements.size() > STATEMENTS) {
            var oldest = statements.entrySet().iterator();
            oldest.next().getValue().close();
            oldest.remove();
        }
    }

    /// Rolls back, and prepares everything anew: the driver gives up statements that met a full or failing disk.
    void rollBack() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        execute("ROLLBACK");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// Gets the results, one after the other; must not step on.
    @FunctionalInterface
    interface Visitor {
        void visit(ResultSet results) throws SQLException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet results) throws SQLException;
    }
}
