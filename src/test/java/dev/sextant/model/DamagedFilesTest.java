package dev.sextant.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sextant.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are damaged or at odds with each other: the caller hears which one, and a repair is enough.
class DamagedFilesTest {
    @Test
    void readsWordsAcrossControlCharactersAsTheTokenizerDoes() throws Exception {
        ModelFiles files = Objects.requireNonNull(BuiltInModels.all().get(BuiltInModels.FP32));
        String lead = "a ".repeat(200);
        String text = lead + " ".repeat(8192 - lead.length() - 95) + "q".repeat(95) + "\u000B" + "q".repeat(50)
                + " the end".repeat(100);
        try (Tokenizer tokenizer = Tokenizer.load(files, 256, false);
                InputStream in = files.open("tokenizer.json");
                HuggingFaceTokenizer oracle = HuggingFaceTokenizer.newInstance(
                        in,
                        Map.of(
                                "truncation",
                                "true",
                                "maxLength",
                                "256",
                                "modelMaxLength",
                                "256",
                                "padding",
                                "false"))) {
            Tokens tokens = tokenizer.encode(List.of(text)).getFirst();
            long[] ids = new long[tokens.count()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tokens.id(i);
            }
            assertThat(ids).isEqualTo(oracle.encode(text).getIds());
        }
    }

    @Test
    void givesARepairedModelItsOwnFingerprint(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        String good = Files.readString(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        Model model = TestFolders.model("tiny", folder);
        model.info();
        try {
            model.get();
        } catch (Fault e) {
            Files.writeString(folder.resolve("tokenizer.json"), good);
        }
        LoadedModel loaded = model.get();
        assertThat(loaded.fingerprint())
                .isEqualTo(TestFolders.model("bert-mean-old").info().fingerprint());
    }

    @Test
    void namesAnEmptyWeightsFile(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        Files.write(folder.resolve("2_Dense/model.safetensors"), new byte[0]);
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("model.safetensors");
    }

    @Test
    void namesAnActivationThatIsNotKnown(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        TestFolders.edit(folder.resolve("2_Dense/config.json"), d -> d.put("activation_function", "torch.nn.Mish"));
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("torch.nn.Mish")
                .hasMessageNotContaining("No enum constant");
    }

    @Test
    void namesATokenizerThatIsNotOne(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        TestFolders.edit(folder.resolve("sentence_bert_config.json"), d -> d.put("do_lower_case", true));
        for (String bad : List.of("[]", "", "{")) {
            Files.writeString(folder.resolve("tokenizer.json"), bad);
            assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                    .as(bad)
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContaining("tokenizer.json");
        }
    }

    @Test
    void aTokenizerThatBreaksOffInItsDecoderDoesNotEndTheProcess(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        String whole = Files.readString(folder.resolve("tokenizer.json"));
        String cut = whole.substring(0, whole.indexOf("\"decoder\": {") + 20);
        Files.writeString(folder.resolve("tokenizer.json"), cut);
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("tokenizer.json");
    }

    @Test
    void aTemplateWithAnUnknownTokenDoesNotEndTheProcess(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        TestFolders.edit(
                folder.resolve("tokenizer.json"),
                tokenizer -> ((ObjectNode) tokenizer.path("post_processor").path("special_tokens")).remove("[SEP]"));
        for (boolean lowerCase : List.of(false, true)) {
            TestFolders.edit(
                    folder.resolve("sentence_bert_config.json"), config -> config.put("do_lower_case", lowerCase));
            assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContainingAll("tokenizer.json", "[SEP]");
        }
    }

    @Test
    void aTokenizerWithoutAnUnknownTokenDoesNotEndTheProcess(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        TestFolders.edit(
                folder.resolve("tokenizer.json"),
                tokenizer -> ((ObjectNode) tokenizer.path("model")).put("unk_token", "[NONE]"));
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContainingAll("tokenizer.json", "[UNK]");
    }

    @Test
    void aWindowHasRoomForSpecialTokens(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Path config = folder.resolve("sentence_bert_config.json");
        TestFolders.edit(config, fields -> fields.put("max_seq_length", 1));
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("max_seq_length");
        TestFolders.edit(config, fields -> fields.put("max_seq_length", 3));
        EmbedOptions options = EmbedOptions.defaults(100).withModel("tiny");
        assertThat(TestModels.embedder(Map.of("tiny", folder))
                        .embed(List.of("tea with milk", "coffee"), options)
                        .tokens())
                .containsExactly(3, 3);
    }

    @Test
    void failsTheSelfTestOnAVectorOfAnotherLength(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Files.writeString(folder.resolve("sextant-golden.json"), "{\"texts\":[\"tea\"],\"embeddings\":[[1,0]]}");
        var runtime = TestModels.runtime(DeviceConfig.Choice.CPU);
        var batcher = new Batcher(TestModels.batch(64), Calibrations.NONE, runtime, new SimpleMeterRegistry());
        ModelFiles files = new FolderFiles(folder);
        try (LoadedModel model = LoadedModel.load("tiny", files, runtime)) {
            assertThatThrownBy(() -> GoldenVectors.check("tiny", model, files, batcher))
                    .isInstanceOf(Fault.Unavailable.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config.json|{\"hidden_size\": -32}|hidden_size",
                "config.json|{\"hidden_size\": 2147483647}|hidden_size",
                "config.json|{\"hidden_size\": 32, \"num_attention_heads\": 0}|num_attention_heads",
                "sentence_bert_config.json|{\"max_seq_length\": 0}|max_seq_length",
                "sentence_bert_config.json|{\"max_seq_length\": -5}|max_seq_length",
                "modules.json|[{\"type\": \"x.Dense\", \"path\": \"a\\u0000b\"}]|cannot be read",
                "2_Dense/config.json|{\"in_features\": 0, \"out_features\": 2147483647}|2_Dense/config.json",
                "2_Dense/config.json|{\"in_features\": 65536, \"out_features\": 65536}|2_Dense/config.json"
            })
    void saysWhichNumbersCannotBe(String file, String content, String named, @TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        Files.writeString(folder.resolve(file), content);
        Model model = TestFolders.model("tiny", folder);
        assertThat(model.info().error()).contains(named);
        assertThatThrownBy(model::get).isInstanceOf(Fault.Unavailable.class).hasMessageContaining(named);
    }

    @Test
    void namesADenseModuleAtOddsWithItsWeights(@TempDir Path temp) throws Exception {
        Path folder = TestFolders.copy("bert-dense", temp);
        TestFolders.edit(folder.resolve("2_Dense/config.json"), config -> config.put("out_features", 17));
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageContaining("2_Dense/config.json says 32 × 17");
    }
}
