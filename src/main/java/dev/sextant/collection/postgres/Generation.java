package dev.sextant.collection.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Vectors of one model, in a table of their own.
///
/// @param places given so far, those that are empty by now included
/// @param passages places that are not empty
record Generation(long number, String fingerprint, int dimensions, int places, int passages) {

    /// The columns of [#read].
    static final String COLUMNS = "number, fingerprint, dimensions, places, passages";

    static Generation read(ResultSet results) throws SQLException {
        return new Generation(
                results.getLong("number"),
                results.getString("fingerprint"),
                results.getInt("dimensions"),
                results.getInt("places"),
                results.getInt("passages"));
    }

    static Optional<Generation> find(Session session, long collection, boolean isCurrent) throws SQLException {
        return session.first(
                "SELECT " + COLUMNS + " FROM generation WHERE collection = ? AND is_current = ?",
                Generation::read,
                collection,
                isCurrent);
    }

    /// The name of its table.
    String table() {
        return "passage_" + number;
    }
}
