package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import java.sql.SQLException;
import org.postgresql.util.PSQLState;

/// Turns what PostgreSQL says into faults.
final class Broken {
    private static final String DISK_FULL = "53100";

    private Broken() {}

    /// The driver's own words name hosts, users and addresses: they are the log's, which gets the cause, and not the
    /// caller's.
    static Fault.Unavailable fault(SQLException e) {
        return new Fault.Unavailable("PostgreSQL: " + reason(e), e);
    }

    private static String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals(DISK_FULL)) {
            return "no space left on its disk; nothing was changed, make room and send the request again";
        }
        if (state.equals(PSQLState.QUERY_CANCELED.getState())) {
            return "a statement took longer than sextant.postgres.statement-timeout, or waited so long for another writer";
        }
        return "it does not answer as it should (SQL state %s); the log says why".formatted(state);
    }

    /// Whether a table was dropped between the moment that it was named and the moment that it was read.
    static boolean isTableGone(SQLException e) {
        return PSQLState.UNDEFINED_TABLE.getState().equals(e.getSQLState());
    }
}
