package dev.sextant.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import dev.sextant.collection.Document;
import dev.sextant.project.ProjectResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/// A file that a map is written to, in the format that its name ends in.
record MapFile(Path path, Format format) {
    private enum Format {
        HTML,
        CSV,
        JSON;

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /// @throws Fault.InvalidRequest if the name tells of no format, or there is no such folder
    static MapFile of(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        Format format = Arrays.stream(Format.values())
                .filter(candidate -> name.endsWith(candidate.ending()))
                .findFirst()
                .orElseThrow(
                        () -> new Fault.InvalidRequest("--out is %s; it ends in .html, .csv or .json".formatted(path)));
        if (!Files.isDirectory(folder(path))) {
            throw new Fault.InvalidRequest("--out is %s; there is no folder %s".formatted(path, folder(path)));
        }
        return new MapFile(path, format);
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    boolean isJson() {
        return format == Format.JSON;
    }

    /// Writes it beside its place first: what was there is replaced by all of it or by nothing.
    void write(ProjectedFile projected, ObjectMapper json) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                switch (format) {
                    case HTML -> MapPage.of(projected).write(out);
                    case CSV -> MapTable.write(projected, out);
                    case JSON -> json.writeValue(out, answer(projected));
                }
            }
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// What the server answers to such documents in a collection.
    private static ProjectResponse answer(ProjectedFile projected) {
        return ProjectResponse.of(
                projected.map(),
                projected.model(),
                projected.file().documents().stream().map(Document::id).toList());
    }
}
