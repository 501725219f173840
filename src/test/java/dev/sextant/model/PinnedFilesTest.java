package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models whose files are known by their SHA-256: they run with these, or not at all.
class PinnedFilesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    private static Model model(Path folder, Set<String> pinned) {
        return new Model("tiny", new FolderFiles(folder, pinned), TestModels.runtime(DeviceConfig.Choice.CPU));
    }

    private static Set<String> digests(Path folder) throws IOException {
        ModelFiles files = new FolderFiles(folder);
        return ModelFingerprint.files(FolderReader.read("tiny", files), files).stream()
                .map(ModelInfo.ModelFile::sha256)
                .collect(Collectors.toSet());
    }

    @Test
    void aFolderRunsWithTheFilesThatItIsPinnedTo() throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);

        assertThat(model(folder, digests(folder)).get().fingerprint()).isNotEmpty();
    }

    @Test
    void aFileThatIsAnotherKeepsTheModelFromLoading() throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        Set<String> pinned = digests(folder);
        TestFolders.edit(folder.resolve("tokenizer.json"), tokenizer -> tokenizer.put("note", "another"));

        Model model = model(folder, pinned);

        assertThatThrownBy(model::get)
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("tokenizer.json")
                .hasMessageContaining("sextant.model.sha256")
                .hasMessageNotContaining("Exception");
        assertThat(model.info().error()).contains("tokenizer.json");
    }

    @Test
    void aGraphThatIsAnotherIsNotEvenOpened() throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        Set<String> pinned = digests(folder);
        Path graph = Files.exists(folder.resolve("onnx/model.onnx"))
                ? folder.resolve("onnx/model.onnx")
                : folder.resolve("model.onnx");
        Files.writeString(graph, "no graph at all");

        assertThatThrownBy(model(folder, pinned)::get).hasMessageContaining("SHA-256");
    }

    @Test
    void theBuiltInModelsAreTheOnesThatWereTested() {
        BuiltInModels.all().forEach((id, files) -> {
            assertThat(files.sha256("model.onnx")).as(id).hasSize(64);
            assertThat(files.sha256("tokenizer.json")).as(id).hasSize(64);
        });
        ModelFiles others =
                new BuiltInModels.ArtifactFiles(Map.of("model.onnx", "/all-minilm-l6-v2.onnx"), Set.of("0".repeat(64)));
        assertThatThrownBy(() -> others.sha256("model.onnx")).hasMessageContaining("the built-in model");
    }
}
