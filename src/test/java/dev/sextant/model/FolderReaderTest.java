package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds every folder of tiny models to the vectors that sentence-transformers itself gives; see tools/tiny-models.
class FolderReaderTest {
    private static final double LEAST_COSINE = 0.9999;

    @TestFactory
    Stream<DynamicTest> givesTheVectorsOfSentenceTransformers() throws IOException {
        List<Path> folders;
        try (Stream<Path> listed = Files.list(TestModels.FOLDERS)) {
            folders = listed.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(folders).hasSizeGreaterThanOrEqualTo(12);
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> holds(folder)));
    }

    private static void holds(Path folder) throws IOException {
        JsonNode reference =
                new ObjectMapper().readTree(folder.resolve("reference.json").toFile());
        List<String> texts = strings(reference.get("texts"));
        Embedder embedder = TestModels.embedder(Map.of("tiny", folder));
        EmbedOptions options = EmbedOptions.defaults(10_000).withModel("tiny");
        boolean normalized = hasNormalize(folder);

        Embedded plain = embedder.embed(texts, options.withNormalize(normalized));
        assertSame(plain, reference.get("tokens"), reference.get("embeddings"));
        if (reference.hasNonNull("raw") && !folder.endsWith("bert-sentence-embedding-only")) {
            Embedded raw = embedder.embed(texts, options.withNormalize(false));
            assertSame(raw, reference.get("tokens"), reference.get("raw"));
        }
        for (Role role : Role.values()) {
            JsonNode prompted =
                    reference.path("prompted").path(role.promptNames().getFirst());
            if (!prompted.isMissingNode()) {
                Embedded embedded =
                        embedder.embed(texts, options.withNormalize(normalized).withRole(Optional.of(role)));
                assertSame(embedded, prompted.get("tokens"), prompted.get("embeddings"));
            }
        }
    }

    private static boolean hasNormalize(Path folder) throws IOException {
        return Files.readString(folder.resolve("modules.json")).contains("Normalize");
    }

    private static void assertSame(Embedded actual, JsonNode tokens, JsonNode vectors) {
        Matrix matrix = actual.vectors();
        for (int row = 0; row < matrix.rows(); row++) {
            assertThat(actual.tokens().get(row))
                    .as("tokens of text %d", row)
                    .isEqualTo(tokens.get(row).asInt());
            float[] expected = floats(vectors.get(row));
            float[] vector = matrix.row(row);
            assertThat(vector).hasSameSizeAs(expected);
            assertThat(cosine(vector, expected)).as("text %d", row).isGreaterThanOrEqualTo(LEAST_COSINE);
            assertThat(length(vector)).as("length of text %d", row).isCloseTo(length(expected), within(1e-4));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asText()));
        return strings;
    }

    static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) array.get(i).asDouble();
        }
        return floats;
    }

    static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot / (length(a) * length(b));
    }

    static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
