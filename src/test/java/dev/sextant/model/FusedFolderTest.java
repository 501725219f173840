package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against what sentence-transformers itself makes of the same texts.
@Timeout(60)
class FusedFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    /// With and without types, with weights in a file beside the graph, with layers behind the pooling.
    @ParameterizedTest
    @ValueSource(strings = {"bert-mean-old", "bert-cls-new", "roberta-mean", "bert-dense", "bert-sentence-embedding"})
    void aFusedModelGivesTheSameVectors(String name) throws IOException {
        JsonNode reference = reference(name);

        Matrix vectors = embed(fused(name, false), reference);

        for (int i = 0; i < vectors.rows(); i++) {
            float[] expected = floats(reference.path("embeddings").path(i));
            assertThat(vectors.row(i)).as("text %d", i).containsExactly(expected, within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-mean-old", "bert-cls-new", "roberta-mean", "bert-dense"})
    void halfPrecisionStaysClose(String name) throws IOException {
        JsonNode reference = reference(name);

        Matrix vectors = embed(fused(name, true), reference);

        for (int i = 0; i < vectors.rows(); i++) {
            float[] expected = floats(reference.path("embeddings").path(i));
            assertThat(cosine(vectors.row(i), expected)).as("text %d", i).isGreaterThan(0.999);
        }
    }

    @Test
    void halfPrecisionIsHalfAsLargeAndSaysSo() throws IOException {
        Path half = fused("bert-mean-old", true);
        Path whole = fused("bert-mean-old", false);

        assertThat(TestFolders.model("half", half).info().precision()).isEqualTo("fp16");
        assertThat(TestFolders.model("whole", whole).info().precision()).isEqualTo("fp32");
        assertThat(Files.size(half.resolve("onnx/model.onnx")))
                .isLessThan(Files.size(whole.resolve("onnx/model.onnx")) * 6 / 10);
    }

    @Test
    void theFolderSaysOfItselfWhatTheOriginalSays() throws IOException {
        ModelSpec original = FolderReader.read("m", new FolderFiles(TestModels.FOLDERS.resolve("bert-dense")));
        ModelSpec copy = FolderReader.read("m", new FolderFiles(fused("bert-dense", true)));

        assertThat(copy).usingRecursiveComparison().isEqualTo(original);
    }

    @Test
    void aNetworkOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> fused("mpnet-mean", true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("onnx/model.onnx of ")
                .hasMessageContaining("model_type mpnet")
                .hasMessageContaining("roberta");
        assertThat(temp.resolve("mpnet-mean-true")).doesNotExist();
    }

    @Test
    void aGraphThatIsLaidOutOtherwiseIsRefused() {
        assertThatThrownBy(() -> FusedFolder.write(BuiltInModels.INT8, true, temp.resolve("int8")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("model.onnx of the built-in model cannot be fused");
    }

    private Path fused(String name, boolean half) throws IOException {
        Path target = temp.resolve(name + "-" + half);
        FusedFolder.write(TestModels.FOLDERS.resolve(name).toString(), half, target);
        return target;
    }

    /// Text by text and all at once, so that padding is seen; the last text is empty, which requests cannot be.
    private static Matrix embed(Path folder, JsonNode reference) {
        List<String> texts = new ArrayList<>();
        reference.path("texts").forEach(text -> texts.add(text.asText()));
        texts.removeLast();
        boolean unit = !reference.path("raw").isMissingNode();
        EmbedOptions options = EmbedOptions.defaults(10_000).withModel("fused").withNormalize(unit);
        return TestModels.embedder(Map.of("fused", folder))
                .embed(texts, options)
                .vectors();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }

    private static float[] floats(JsonNode numbers) {
        return ModelFiles.floats(numbers);
    }

    private static JsonNode reference(String name) throws IOException {
        return new ObjectMapper()
                .readTree(TestModels.FOLDERS
                        .resolve(name)
                        .resolve("reference.json")
                        .toFile());
    }
}
