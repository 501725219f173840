package dev.sextant.collection.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One transaction. Parameters may be arrays. Used by one thread.
final class Session {
    /// Results that are read at once; a document may have a mebibyte.
    private static final int FETCHED = 64;

    private final Connection connection;

    Session(Connection connection) {
        this.connection = connection;
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @return how many lines it changed
    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /// Reads through a cursor, in memory that does not grow with the results.
    void each(String sql, Visitor visitor, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.setFetchSize(FETCHED);
            visit(statement, visitor);
        }
    }

    <T> List<T> list(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        List<T> list = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, parameters)) {
            visit(statement, results -> list.add(reader.read(results)));
        }
        return list;
    }

    <T> Optional<T> first(String sql, Reader<T> reader, Object... parameters) throws SQLException {
        return list(sql, reader, parameters).stream().findFirst();
    }

    private static void visit(PreparedStatement statement, Visitor visitor) throws SQLException {
        try (ResultSet results = statement.executeQuery()) {
            while (results.next()) {
                visitor.visit(results);
            }
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
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
