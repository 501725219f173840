package dev.sextant.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Copies of the tiny models, to be damaged or added to.
final class TestFolders {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestFolders() {}

    /// @param name one of the folders in [TestModels#FOLDERS]
    /// @param parent where the copy goes, under the same name
    static Path copy(String name, Path parent) throws IOException {
        Path from = TestModels.FOLDERS.resolve(name);
        Path copy = parent.resolve(name);
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(from)) {
            paths = walked.toList();
        }
        for (Path path : paths) {
            Files.copy(path, copy.resolve(from.relativize(path)));
        }
        return copy;
    }

    /// Rewrites a JSON object in place.
    static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(object);
        JSON.writeValue(file.toFile(), object);
    }

    static Model model(String id, Path folder) {
        return new Model(id, new FolderFiles(folder), TestModels.runtime(DeviceConfig.Choice.CPU));
    }

    static Model model(String name) {
        return model(name, TestModels.FOLDERS.resolve(name));
    }
}
