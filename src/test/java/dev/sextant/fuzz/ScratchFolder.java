package dev.sextant.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders for files that are written over and over.
public final class ScratchFolder {
    private ScratchFolder() {}

    /// An empty folder below `target`.
    public static Path make() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "fuzz-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
