package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a first load keeps, and what later ones make of it.
class KeptGraphsTest {
    private static final List<String> TEXTS = List.of("the lamp", "a lighthouse at the end of the pier");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    private Path kept;
    private Path folder;

    @BeforeEach
    void copyAModel() throws IOException {
        kept = temp.resolve("kept");
        folder = TestFolders.copy("bert-dense", temp);
    }

    @Test
    void opensWhatWasKept() throws Exception {
        OnnxRuntime runtime = TestModels.runtime(DeviceConfig.Choice.CPU, Optional.of(kept));
        String fingerprint = TestFolders.model("tiny", folder).space().fingerprint();
        assertThat(runtime.kept(fingerprint)).isEmpty();
        float[] first = vectors(folder, Optional.of(kept));
        Object written = Files.getLastModifiedTime(graph());

        assertThat(vectors(folder, Optional.of(kept))).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(graph())).isEqualTo(written);
        try (OrtSession session = runtime.kept(fingerprint).orElseThrow()) {
            assertThat(session.getOutputNames()).contains(PoolingHead.UNIT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bert-dense", "bert-cls-and-mean-old", "bert-max", "bert-sentence-embedding-only", "roberta-mean"
            })
    void keepsTheVectors(String name) throws Exception {
        Path model = TestModels.FOLDERS.resolve(name);
        float[] plain = vectors(model, Optional.empty());

        assertThat(vectors(model, Optional.of(kept))).containsExactly(plain, offset(1e-5f));
        assertThat(vectors(model, Optional.of(kept))).containsExactly(plain, offset(1e-5f));
        assertThat(graph()).isRegularFile();
    }

    @Test
    void makesADamagedFileAnew() throws Exception {
        float[] first = vectors(folder, Optional.of(kept));
        Path graph = graph();
        byte[] whole = Files.readAllBytes(graph);
        List<UnaryOperator<byte[]>> damages = List.of(
                bytes -> new byte[0],
                bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                bytes -> Arrays.copyOf(bytes, 1 << 20),
                bytes -> flipped(bytes, bytes.length / 2),
                bytes -> flipped(bytes, bytes.length - 1),
                bytes -> "a file of somebody else".getBytes(StandardCharsets.US_ASCII));
        for (UnaryOperator<byte[]> damage : damages) {
            // Not in place: the process has the file mapped.
            Files.delete(graph);
            Files.write(graph, damage.apply(whole.clone()));

            assertThat(vectors(folder, Optional.of(kept))).isEqualTo(first);
            assertThat(Files.size(graph)).isEqualTo(whole.length);
        }
    }

    @Test
    void makesASealedFileThatIsNoGraphAnew() throws Exception {
        float[] first = vectors(folder, Optional.of(kept));
        Path graph = graph();
        Files.delete(graph);
        Files.write(graph, new byte[1000]);
        SealedFile.seal(graph);

        assertThat(vectors(folder, Optional.of(kept))).isEqualTo(first);
        assertThat(Files.size(graph)).isGreaterThan(2000);
    }

    @Test
    void passesOverTheFileOfAnotherRuntime() throws Exception {
        vectors(folder, Optional.of(kept));
        Path graph = graph();
        Path other = graph.resolveSibling(graph.getFileName().toString().replaceFirst("runtime-.*", "runtime-0.9.ort"));
        Files.move(graph, other);

        vectors(folder, Optional.of(kept));

        assertThat(graph).isRegularFile();
        assertThat(other).isRegularFile();
    }

    @Test
    void doesWithoutAFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThat(vectors(folder, Optional.of(file.resolve("kept")))).isEqualTo(vectors(folder, Optional.empty()));
    }

    @Test
    void leavesNothingBehindButWholeFiles() throws Exception {
        vectors(folder, Optional.of(kept));

        try (Stream<Path> files = Files.walk(kept)) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    @Test
    void doesNotKeepAGraphWhoseWeightsLieElsewhere() throws Exception {
        vectors(TestModels.FOLDERS.resolve("bert-cls-new"), Optional.of(kept));

        assertThat(kept.resolve("graphs")).doesNotExist();
    }

    private static float[] vectors(Path folder, Optional<Path> kept) throws Exception {
        OnnxRuntime runtime = TestModels.runtime(DeviceConfig.Choice.CPU, kept);
        Model model = new Model("tiny", new FolderFiles(folder), runtime);
        LoadedModel loaded = model.get();
        try {
            return loaded.onnx().run(loaded.tokens(TEXTS, ""), true).values();
        } finally {
            model.close();
        }
    }

    private Path graph() throws IOException {
        try (Stream<Path> files = Files.list(kept.resolve("graphs"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static byte[] flipped(byte[] bytes, int index) {
        bytes[index] ^= 1;
        return bytes;
    }
}
