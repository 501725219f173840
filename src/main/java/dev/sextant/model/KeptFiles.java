package dev.sextant.model;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jboss.logging.Logger;

/// A folder of files that save time and can always be made again. Processes share it: a file appears whole, by a
/// rename, and is never written to after. Where it cannot be written, nothing is kept and all works as without it.
final class KeptFiles {
    private static final Logger LOG = Logger.getLogger(KeptFiles.class);

    private final Optional<Path> folder;

    /// @param folder made when something is kept; nothing is where it is empty
    KeptFiles(Optional<Path> folder) {
        this.folder = folder.map(Path::toAbsolutePath);
    }

    /// Writes one file.
    interface Writer {
        void write(Path target) throws IOException;
    }

    /// Whether anything is to be kept.
    boolean isEnabled() {
        return folder.isPresent();
    }

    /// The file of that name, if it is there.
    ///
    /// @param name with slashes between folders
    Optional<Path> find(String name) {
        return folder.map(path -> path.resolve(name)).filter(Files::isRegularFile);
    }

    /// Keeps a file, in place of one of that name.
    ///
    /// @return where it is; empty if it could not be kept, which the log tells
    Optional<Path> keep(String name, Writer writer) {
        return folder.flatMap(path -> keep(path.resolve(name), writer));
    }

    private static Optional<Path> keep(Path target, Writer writer) {
        Path part = target.resolveSibling("%s.%d-%d.part"
                .formatted(target.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
        try {
            Files.createDirectories(part.getParent());
            writer.write(part);
            replace(part, target);
            return Optional.of(target);
        } catch (IOException e) {
            LOG.infof("%s cannot be kept, so the next start takes longer: %s", target, e);
            return Optional.empty();
        } finally {
            delete(part);
        }
    }

    private static void replace(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.debugf("%s is left over: %s", part, e);
        }
    }
}
