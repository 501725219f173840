package dev.sextant.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A model in a folder on disk.
final class FolderFiles extends ModelFiles {
    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    @Override
    InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
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
