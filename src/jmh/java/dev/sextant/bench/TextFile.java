package dev.sextant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file with a text a line that programs are given.
///
/// @param path where it lies
/// @param texts how many it has
public record TextFile(Path path, int texts) {

    static TextFile write(Path path, List<String> texts) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, texts);
        return new TextFile(path, texts.size());
    }

    /// The file's name without its ending, by which programs name what they measured with it.
    String name() {
        return nameOf(path);
    }

    /// @see #name()
    public static String nameOf(Path path) {
        return String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
