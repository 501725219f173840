package dev.sextant.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A model in a folder on disk.
final class FolderFiles extends ModelFiles {
    private final Path folder;

    FolderFiles(Path folder) {
        this(folder, Set.of());
    }

    FolderFiles(Path folder, Set<String> pinned) {
        super(pinned);
        this.folder = folder;
    }

    @Override
    boolean has(String name) {
        return isInside(name) && Files.isRegularFile(folder.resolve(name));
    }

    @Override
    InputStream open(String name) throws IOException {
        return Files.newInputStream(file(name));
    }

    @Override
    long size(String name) throws IOException {
        return Files.size(file(name));
    }

    /// A model's files name others, which have to lie in its folder; a link there may lead anywhere.
    private Path file(String name) throws IOException {
        if (!isInside(name)) {
            throw new IOException("%s names a file outside of it, %s".formatted(folder, name));
        }
        return folder.resolve(name);
    }

    private boolean isInside(String name) {
        Path absolute = folder.toAbsolutePath().normalize();
        return absolute.resolve(name).normalize().startsWith(absolute);
    }

    /// Place, size and time of the file, its identity, and when the system saw it change last: a file that was replaced
    /// by one of the same size and time differs in that.
    @Override
    Optional<String> stamp(String name) throws IOException {
        Path file = file(name).toRealPath();
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Object> seen = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        return Optional.of(file + new TreeMap<>(seen).toString());
    }

    @Override
    Optional<Path> folder() {
        return Optional.of(folder);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
