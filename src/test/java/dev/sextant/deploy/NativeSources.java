package dev.sextant.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What native-image is given to build from, as the build leaves it.
final class NativeSources {
    private static final Path FOLDER = Path.of("target/native-sources");
    private static final String REGISTERED = "META-INF/native-image/reflect-config.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private NativeSources() {}

    /// All that it is told of names: what we write, and what Quarkus registers.
    static Reachability told() {
        return Reachability.read().and(registered());
    }

    /// Quarkus writes the format before, which calls a type a name.
    private static Reachability registered() {
        try (FileSystem runner = FileSystems.newFileSystem(find(FOLDER, "-runner.jar"))) {
            JsonNode types = JSON.readTree(Files.readAllBytes(runner.getPath(REGISTERED)));
            types.forEach(type -> ((ObjectNode) type).set("type", type.get("name")));
            return new Reachability(List.of(JSON.convertValue(types, Reachability.Type[].class)), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The jar of a library.
    ///
    /// @param name a part of the file's name
    static Path library(String name) {
        return find(FOLDER.resolve("lib"), name);
    }

    private static Path find(Path folder, String name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
