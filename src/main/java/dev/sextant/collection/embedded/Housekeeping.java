package dev.sextant.collection.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is done when a collection is opened, while nobody uses it: removing what a crash left behind.
final class Housekeeping {
    /// Ends the name of a file that is put in another's place once it is whole.
    static final String UNFINISHED = ".new";

    private Housekeeping() {}

    static void tidy(Session session, Path directory) throws SQLException, IOException {
        session.update("DELETE FROM generation WHERE number NOT IN"
                + " (SELECT value FROM meta WHERE key IN ('generation', 'rebuild'))");
        session.update("DELETE FROM passage WHERE generation NOT IN (SELECT number FROM generation)");
        Set<Integer> used = Set.copyOf(session.list("SELECT number FROM generation", results -> results.getInt(1)));
        for (Path file : list(directory)) {
            String name = file.getFileName().toString();
            if (!Generation.isOf(used, name) || name.endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
    }

    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw new IOException("cannot delete " + directory, e);
        }
    }
}
