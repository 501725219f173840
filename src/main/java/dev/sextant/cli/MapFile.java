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

    /// @param input what the map is made of, which is not to be written over
    /// @throws Fault.InvalidRequest if the name tells of no format, or nothing can be written there
    static MapFile of(Path path, Path input) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        Format format = Arrays.stream(Format.values())
                .filter(candidate -> name.endsWith(candidate.ending()))
                .findFirst()
                .orElseThrow(
                        () -> new Fault.InvalidRequest("--out is %s; it ends in .html, .csv or .json".formatted(path)));
        Path folder = folder(path);
        if (!Files.isDirectory(folder)) {
            throw refused(path, "there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw refused(path, "nothing can be written in the folder %s: permission denied".formatted(folder));
        }
        if (Files.isDirectory(path)) {
            throw refused(path, "which is a folder; name a file");
        }
        if (isSame(path, input)) {
            throw refused(path, "which has the texts; name another file");
        }
        return new MapFile(path, format);
    }

    private static Fault refused(Path path, String why) {
        return new Fault.InvalidRequest("--out is %s; %s".formatted(path, why));
    }

    private static boolean isSame(Path path, Path input) {
        try {
            return Files.exists(path) && Files.exists(input) && Files.isSameFile(path, input);
        } catch (IOException e) {
            return false; // Reading the one or writing the other will say why.
        }
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
