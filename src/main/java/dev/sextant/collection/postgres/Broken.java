package dev.sextant.collection.postgres;

import dev.sextant.Fault;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLState;

/// Turns what PostgreSQL says into faults.
final class Broken {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Broken() {}

    /// The driver's own words name hosts, users and addresses: they are the log's, which gets the cause, and not the
    /// caller's.
    static Fault.Unavailable fault(SQLException e) {
        return new Fault.Unavailable("PostgreSQL: " + reason(e), e);
    }

    /// By the codes of PostgreSQL's manual, appendix A.
    private static String reason(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return switch (state) {
            case "" ->
                "no connection was to be had in time: it does not answer, or all sextant.postgres.connections are in use";
            case "3D000" -> "the database that sextant.postgres.url names is not there";
            case "28000", "28P01" -> "it does not let sextant.postgres.username in with that password";
            case "42501" -> "sextant.postgres.username is not allowed what is needed there";
            case "0A000", "58P01" -> "it lacks something; is pgvector 0.8 or newer installed?";
            case "53100" -> "no space left on its disk; nothing was changed, make room and send the request again";
            case "53300" -> "it has too many clients already";
            case "57014" ->
                "a statement took longer than sextant.postgres.statement-timeout, or waited so long for another writer";
            case "XX001", "XX002" -> "what it has is damaged; bring a backup back";
            default ->
                state.startsWith("08")
                        ? "it cannot be reached at sextant.postgres.url"
                        : "it failed with SQL state " + state;
        };
    }

    /// Whether a table was dropped between the moment that it was named and the moment that it was read.
    static boolean isTableGone(SQLException e) {
        return PSQLState.UNDEFINED_TABLE.getState().equals(e.getSQLState());
    }

    /// Whether somebody held for too long what a statement waited for.
    static boolean isLocked(@Nullable Throwable e) {
        return e instanceof SQLException said && LOCK_NOT_AVAILABLE.equals(said.getSQLState());
    }
}
