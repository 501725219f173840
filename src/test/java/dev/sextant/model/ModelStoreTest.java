package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    private static final Path TINY = TestModels.FOLDERS.resolve("bert-mean-old");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all-minilm-l6-v2",
                "all-MiniLM-L6-v2",
                "sentence-transformers/all-MiniLM-L6-v2",
                "ALL-MINILM-L6-V2",
                "somebody/else/all-minilm-l6-v2"
            })
    void findsAModelInAnyCaseAndWithAnyOrganisation(String id) {
        assertThat(store(Map.of()).get(id).id()).isEqualTo(BuiltInModels.FP32);
    }

    @Test
    void findsAFolderByItsIdWithoutTheOrganisation() {
        ModelStore store = store(Map.of("Acme/Tiny", TINY));

        assertThat(store.get("tiny").id()).isEqualTo("Acme/Tiny");
        assertThat(store.get("acme/TINY")).isSameAs(store.get("tiny"));
    }

    @Test
    void givesTheDefaultModelWhereNoneIsNamed() {
        assertThat(store(Map.of("tiny", TINY)).get(null).id()).isEqualTo(BuiltInModels.FP32);
        assertThat(store(Map.of("tiny", TINY), "Tiny").get(null).id()).isEqualTo("tiny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "", "/", "all-minilm", "all-minilm-l6-v2/"})
    void listsWhatIsKnownWhereAModelIsNot(String id) {
        ModelStore store = store(Map.of("tiny", TINY));

        assertThatThrownBy(() -> store.get(id))
                .isInstanceOf(Fault.UnknownModel.class)
                .hasMessage("model %s is not known; this server has all-minilm-l6-v2, all-minilm-l6-v2-int8, tiny", id)
                .satisfies(fault -> assertThat(((Fault) fault).field()).contains("model"));
    }

    @Test
    void doesNotStartWithAnUnknownDefault() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> store(Map.of("tiny", TINY), "absent"))
                .withMessageContaining("sextant.model.default is absent")
                .withMessageContaining("[all-minilm-l6-v2, all-minilm-l6-v2-int8, tiny]")
                .withMessageContaining("sextant.models.absent");
    }

    @Test
    void letsAFolderReplaceABuiltInModel() {
        ModelStore store = store(Map.of("all-MiniLM-L6-v2", TINY));

        assertThat(store.ids()).containsExactly("all-MiniLM-L6-v2", BuiltInModels.INT8);
        assertThat(store.get(null).files().folder()).contains(TINY);
        assertThat(store.get(null).info().dimensions()).isEqualTo(32);
    }

    @Test
    void tellsAboutModelsWithoutLoadingThem() {
        ModelStore store = store(Map.of());

        ModelInfo fp32 = store.get(BuiltInModels.FP32).info();
        ModelInfo int8 = store.get(BuiltInModels.INT8).info();

        assertThat(fp32.precision()).isEqualTo("fp32");
        assertThat(int8.precision()).isEqualTo("int8");
        for (ModelInfo info : List.of(fp32, int8)) {
            assertThat(info.dimensions()).isEqualTo(384);
            assertThat(info.window()).isEqualTo(256);
            assertThat(info.pooling()).isEqualTo("mean");
            assertThat(info.loaded()).isFalse();
            assertThat(info.error()).isNull();
        }
        assertThat(int8.fingerprint()).isNotEqualTo(fp32.fingerprint());
    }

    @Test
    void givesEveryModelItsOwnFingerprint() {
        Set<String> fingerprints = new HashSet<>();
        List<String> names = List.of("bert-mean-old", "bert-dense", "bert-max", "mpnet-mean", "roberta-mean");

        for (String name : names) {
            ModelInfo info = TestFolders.model(name).info();
            assertThat(info.fingerprint()).matches("[0-9a-f]{16}");
            fingerprints.add(String.valueOf(info.fingerprint()));
        }

        assertThat(fingerprints).hasSameSizeAs(names);
    }

    @Test
    void givesTheSameFilesTheSameFingerprint(@TempDir Path temp) throws IOException {
        ModelInfo here = TestFolders.model("bert-dense").info();
        ModelInfo there = TestFolders.model("another", TestFolders.copy("bert-dense", temp))
                .info();

        assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
        assertThat(there.files()).isEqualTo(here.files());
        assertThat(TestFolders.model("bert-dense").get().fingerprint()).isEqualTo(here.fingerprint());
    }

    @Test
    void takesPoolingPromptsAndWindowIntoTheFingerprint(@TempDir Path temp) throws IOException {
        Set<String> fingerprints = new HashSet<>();
        Path folder = TestFolders.copy("bert-include-prompt-false", temp);
        fingerprints.add(fingerprint(folder));
        TestFolders.edit(folder.resolve("1_Pooling/config.json"), config -> config.put("include_prompt", true));
        fingerprints.add(fingerprint(folder));
        TestFolders.edit(folder.resolve("1_Pooling/config.json"), config -> config.put("pooling_mode", "max"));
        fingerprints.add(fingerprint(folder));
        TestFolders.edit(folder.resolve("tokenizer_config.json"), config -> config.put("model_max_length", 23));
        fingerprints.add(fingerprint(folder));
        TestFolders.edit(
                folder.resolve("config_sentence_transformers.json"),
                config -> config.putObject("prompts").put("query", "other: "));
        fingerprints.add(fingerprint(folder));

        assertThat(fingerprints).hasSize(5);
    }

    @Test
    void aPinForAModelThatIsNotThereIsAMistake() {
        assertThatThrownBy(() -> store(Map.of(), BuiltInModels.FP32, Map.of("tiny", List.of("00"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sextant.models.tiny");
    }

    @Test
    void aPinnedModelThatChangedIsNotLoaded() {
        Map<String, Path> folders = Map.of("tiny", TestModels.FOLDERS.resolve("bert-dense"));
        assertThatThrownBy(() -> store(folders, "tiny", Map.of("tiny", List.of("0".repeat(64))))
                        .get("tiny")
                        .get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("sextant.model.sha256");
    }

    private static String fingerprint(Path folder) {
        return String.valueOf(TestFolders.model("tiny", folder).info().fingerprint());
    }

    private static ModelStore store(Map<String, Path> folders) {
        return store(folders, BuiltInModels.FP32);
    }

    private static ModelStore store(Map<String, Path> folders, String defaultId) {
        return store(folders, defaultId, Map.of());
    }

    private static ModelStore store(Map<String, Path> folders, String defaultId, Map<String, List<String>> pins) {
        ModelConfig config = new ModelConfig() {
            @Override
            public String defaultId() {
                return defaultId;
            }

            @Override
            public Preload preload() {
                return Preload.FALSE;
            }

            @Override
            public Map<String, List<String>> sha256() {
                return pins;
            }
        };
        return new ModelStore(config, () -> folders, TestModels.runtime(DeviceConfig.Choice.CPU));
    }
}
