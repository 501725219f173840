package dev.sextant.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A file that is read from a folder.
public final class FileTarget implements FuzzTarget {
    /// Held, or its level would be forgotten.
    private final Logger logger;

    private final Path folder;
    private final Path file;
    private final Reader reader;
    private final List<String> examples;

    /// Reads what is in a folder.
    @FunctionalInterface
    public interface Reader {
        void read(Path folder) throws IOException;
    }

    /// @param name of the file in its folder, with slashes
    /// @param logger of whoever complains of it, which it does not here
    /// @param examples contents that are right
    public FileTarget(String name, Class<?> logger, Reader reader, String... examples) {
        this.logger = Logger.getLogger(logger.getName());
        this.folder = ScratchFolder.make();
        this.file = folder.resolve(name);
        this.reader = reader;
        this.examples = Arrays.asList(examples);
    }

    @Override
    public List<byte[]> seeds() {
        return examples.stream()
                .map(example -> example.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void take(byte[] input) throws IOException {
        logger.setLevel(Level.OFF);
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, input);
        reader.read(folder);
    }
}
