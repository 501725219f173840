package dev.sextant.collection.embedded;

import dev.sextant.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteException;

/// Turns what the disk and the database say into faults that name the file.
final class Broken {
    private Broken() {}

    static Fault.Unavailable file(Path file, String what) {
        return new Fault.Unavailable("%s %s".formatted(file, what), null);
    }

    static Fault.Unavailable file(Path file, IOException e) {
        return new Fault.Unavailable("%s: %s".formatted(file, reason(e)), e);
    }

    static Fault.Unavailable file(Path file, SQLException e) {
        return new Fault.Unavailable("%s: %s".formatted(file, reason(e)), e);
    }

    private static String reason(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (said.toLowerCase(Locale.ROOT).contains("no space")) {
            return "no space left on the disk; nothing was changed, make room and send the request again";
        }
        return e instanceof AccessDeniedException ? "permission denied" : said;
    }

    private static String reason(SQLException e) {
        if (!(e instanceof SQLiteException lite)) {
            return String.valueOf(e.getMessage());
        }
        return switch (lite.getResultCode()) {
            case SQLITE_FULL -> "no space left on the disk; nothing was changed, make room and send the request again";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged; restore it, or drop the collection";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM -> "the file cannot be opened for writing";
            default -> String.valueOf(lite.getMessage());
        };
    }

    static Fault.Unavailable directory(Path directory, Exception e) {
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new Fault.Unavailable(
                "%s cannot be used as data directory (%s); set sextant.data-dir to one that can be written"
                        .formatted(directory, reason),
                e);
    }
}
