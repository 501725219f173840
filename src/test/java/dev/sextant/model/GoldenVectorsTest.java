package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the built-in models to vectors that transformers.js gives, which shares neither tokenizer nor pooling with us.
class GoldenVectorsTest {
    private static final EmbedOptions OPTIONS =
            EmbedOptions.defaults(100_000).withModel(BuiltInModels.FP32).withKeep(false);
    private static final List<String> TEXTS = new ArrayList<>();
    private static final List<Integer> TOKENS = new ArrayList<>();
    private static final List<float[]> VECTORS = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private static Embedder embedder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @BeforeAll
    static void load() throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(Path.of("src/test/resources/golden/all-minilm-l6-v2.json")
                        .toFile());
        golden.get("texts").forEach(text -> TEXTS.add(text.asText()));
        golden.get("tokens").forEach(count -> TOKENS.add(count.asInt()));
        golden.get("embeddings").forEach(vector -> VECTORS.add(FolderReaderTest.floats(vector)));
        assertThat(TEXTS).hasSize(48);
        assertThat(VECTORS).hasSize(48);
        embedder = TestModels.embedder(Map.of());
    }

    @Test
    void givesEveryGoldenTextItsGoldenVector() {
        Embedded embedded = embedder.embed(TEXTS, OPTIONS);

        assertThat(embedded.tokens()).isEqualTo(TOKENS);
        for (int i = 0; i < TEXTS.size(); i++) {
            float[] vector = embedded.vectors().row(i);
            assertThat(FolderReaderTest.cosine(vector, VECTORS.get(i)))
                    .as("text %d", i)
                    .isGreaterThanOrEqualTo(0.99999);
            assertThat(FolderReaderTest.length(vector)).as("text %d", i).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void givesATextTheSameVectorAloneAndAmongOthersInAnyOrder() {
        Embedded batch = embedder.embed(TEXTS, OPTIONS);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < TEXTS.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        Embedded shuffled = embedder.embed(order.stream().map(TEXTS::get).toList(), OPTIONS);

        for (int i = 0; i < TEXTS.size(); i++) {
            float[] vector = batch.vectors().row(i);
            float[] alone =
                    embedder.embed(List.of(TEXTS.get(i)), OPTIONS).vectors().row(0);
            assertThat(alone).as("text %d alone", i).containsExactly(vector, within(1e-6f));
            assertThat(shuffled.vectors().row(order.indexOf(i)))
                    .as("text %d among others", i)
                    .containsExactly(vector, within(1e-6f));
        }
    }

    @Test
    void givesFromTheCacheByteForByteWhatWasComputed() {
        Embedder fresh = TestModels.embedder(Map.of());
        Embedded computed = fresh.embed(TEXTS, OPTIONS.withKeep(true));

        Embedded kept = fresh.embed(TEXTS, OPTIONS.withKeep(true));

        assertThat(computed.cached()).isZero();
        assertThat(kept.cached()).isEqualTo(TEXTS.size());
        assertThat(kept.vectors().values()).isEqualTo(computed.vectors().values());
        assertThat(kept.tokens()).isEqualTo(computed.tokens());
        assertThat(kept.truncated()).isEqualTo(computed.truncated());
    }

    @Test
    void staysCloseToTheGoldenVectorsInInt8() {
        Embedded embedded = embedder.embed(TEXTS, OPTIONS.withModel(BuiltInModels.INT8));

        assertThat(embedded.tokens()).isEqualTo(TOKENS);
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(FolderReaderTest.cosine(embedded.vectors().row(i), VECTORS.get(i)))
                    .as("text %d", i)
                    .isGreaterThanOrEqualTo(0.95);
        }
    }

    @Test
    void keepsTheDirectionWhereLengthsAreNotNormalized() {
        Embedded raw = embedder.embed(TEXTS, OPTIONS.withNormalize(false));

        for (int i = 0; i < TEXTS.size(); i++) {
            float[] vector = raw.vectors().row(i);
            assertThat(FolderReaderTest.cosine(vector, VECTORS.get(i)))
                    .as("text %d", i)
                    .isGreaterThanOrEqualTo(0.99999);
            assertThat(Math.abs(FolderReaderTest.length(vector) - 1))
                    .as("text %d", i)
                    .isGreaterThan(0.01);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BuiltInModels.FP32, BuiltInModels.INT8})
    void passesTheSelfTestOfABuiltInModel(String id) throws Exception {
        ModelFiles files = Objects.requireNonNull(BuiltInModels.all().get(id));

        assertThat(files.has(ModelStore.GOLDEN)).isTrue();
        assertThatCode(() -> check(id, files)).doesNotThrowAnyException();
    }

    @Test
    void passesAModelThatGivesItsGoldenVectorsOrHasNone() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        assertThatCode(() -> check("tiny", new FolderFiles(folder))).doesNotThrowAnyException();

        float[] right = TestModels.embedder(Map.of("tiny", folder))
                .embed(List.of("tea"), OPTIONS.withModel("tiny"))
                .vectors()
                .row(0);
        writeGolden(folder, right);
        assertThatCode(() -> check("tiny", new FolderFiles(folder))).doesNotThrowAnyException();
    }

    @Test
    void failsAModelWithOtherVectorsThanItsGoldenOnes() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        float[] wrong = new float[32];
        wrong[3] = 1;
        writeGolden(folder, wrong);

        assertThatThrownBy(() -> check("tiny", new FolderFiles(folder)))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("model tiny failed its self-test")
                .hasMessageContaining("the vector of \"tea\" has cosine");
    }

    @Test
    void failsAModelWhoseGoldenVectorsAreNotNumbers() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        float[] wrong = new float[32];
        wrong[0] = Float.NaN;
        writeGolden(folder, wrong);
        assertThatThrownBy(() -> check("tiny", new FolderFiles(folder))).isInstanceOf(Fault.Unavailable.class);

        Files.writeString(folder.resolve(ModelStore.GOLDEN), "{");
        assertThatThrownBy(() -> check("tiny", new FolderFiles(folder)))
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("its golden vectors cannot be read");
    }

    private static void writeGolden(Path folder, float[] vector) throws IOException {
        ObjectMapper json = new ObjectMapper();
        json.writeValue(
                folder.resolve(ModelStore.GOLDEN).toFile(),
                Map.of("texts", List.of("tea"), "embeddings", List.of(vector)));
    }

    private static void check(String id, ModelFiles files) throws Exception {
        OnnxRuntime runtime = TestModels.runtime(DeviceConfig.Choice.CPU);
        try (LoadedModel model = LoadedModel.load(id, files, runtime)) {
            GoldenVectors.check(
                    id,
                    model,
                    files,
                    new Batcher(TestModels.batch(1_024), Calibrations.NONE, runtime, new SimpleMeterRegistry()));
        }
    }
}
