package dev.sextant.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelTest {
    private static final int CALLERS = 16;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temp;

    @Test
    void loadsOnceHoweverManyCallFirst() throws Exception {
        Model model = TestFolders.model("bert-mean-old");

        Set<LoadedModel> loaded = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Future<LoadedModel> future : together(model::get)) {
            loaded.add(future.get());
        }

        assertThat(loaded).hasSize(1);
        assertThat(model.get()).isSameAs(loaded.iterator().next());
        assertThat(model.ifLoaded()).containsSame(model.get());
    }

    @Test
    void isNotLoadedBeforeTheFirstCall() {
        Model model = TestFolders.model("bert-mean-old");

        assertThat(model.info().loaded()).isFalse();
        assertThat(model.ifLoaded()).isEmpty();
        model.get();
        assertThat(model.info().loaded()).isTrue();
    }

    @Test
    void reportsAFailureToEveryCallerAndTriesAgain() throws Exception {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Path graph = folder.resolve("onnx/model.onnx");
        Path away = temp.resolve("away.onnx");
        Files.move(graph, away);
        Model model = TestFolders.model("tiny", folder);

        for (Future<LoadedModel> future : together(model::get)) {
            assertThatThrownBy(future::get)
                    .cause()
                    .isInstanceOf(Fault.Unavailable.class)
                    .hasMessageContaining("neither onnx/model.onnx nor model.onnx is in")
                    .hasMessageContaining("optimum-cli export onnx");
        }
        assertThat(model.info().error()).contains("neither onnx/model.onnx nor model.onnx");
        assertThat(model.info().loaded()).isFalse();
        assertThat(model.ifLoaded()).isEmpty();

        Files.move(away, graph);

        assertThat(model.get().spec().dimensions()).isEqualTo(32);
        assertThat(model.info().error()).isNull();
        assertThat(model.info().loaded()).isTrue();
    }

    @Test
    void showsWhyItCouldNotBeLoaded() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        Model model = TestFolders.model("tiny", folder);
        assertThat(model.info().error()).isNull();

        assertThatThrownBy(model::get).isInstanceOf(Fault.Unavailable.class);

        assertThat(model.info().error()).startsWith("model tiny cannot be loaded: tokenizer.json of ");
        assertThat(model.info().loaded()).isFalse();
    }

    @Test
    void namesTheGraphThatIsMissing() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Files.delete(folder.resolve("onnx/model.onnx"));

        assertFails(folder, "onnx/model.onnx", folder.toString(), "optimum-cli export onnx --model MODEL FOLDER");
    }

    @Test
    void rejectsATruncatedGraph() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Path graph = folder.resolve("onnx/model.onnx");
        byte[] whole = Files.readAllBytes(graph);
        for (int bytes : new int[] {whole.length - 1, whole.length / 2, 100}) {
            Files.write(graph, Arrays.copyOf(whole, bytes));

            assertFails(folder, "ONNX");
        }
    }

    @Test
    void rejectsAnEmptyGraphAndOneThatIsNone() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Path graph = folder.resolve("onnx/model.onnx");

        Files.write(graph, new byte[0]);
        assertFails(folder, "onnx/model.onnx gives []", "Sextant needs last_hidden_state");
        Files.writeString(graph, "version https://git-lfs.github.com/spec/v1\noid sha256:1234\nsize 90405214\n");
        assertFails(folder, "ONNX file is damaged");
    }

    @Test
    void rejectsAMissingTokenizer() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Files.delete(folder.resolve("tokenizer.json"));

        assertFails(folder, "tokenizer.json is missing in " + folder, "save the model's fast tokenizer");
    }

    @Test
    void rejectsABrokenTokenizer() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        for (String broken : List.of("", "{", "[]", "{\"version\":\"1.0\"}", "no JSON at all")) {
            Files.writeString(folder.resolve("tokenizer.json"), broken);

            assertFails(folder, "tokenizer.json of " + folder + " cannot be read");
        }
    }

    @Test
    void rejectsAMissingOrBrokenConfig() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);

        Files.writeString(folder.resolve("config.json"), "{}");
        assertFails(folder, "config.json has no hidden_size");
        Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": 32");
        assertFails(folder, "config.json is not valid JSON");
        Files.delete(folder.resolve("config.json"));
        assertFails(folder, "config.json is missing in " + folder);
    }

    @Test
    void rejectsAModuleThatItDoesNotKnow() throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", temp);
        Path modules = folder.resolve("modules.json");
        Files.writeString(modules, Files.readString(modules).replace("models.Normalize", "models.LSTM"));

        assertFails(
                folder,
                "modules.json asks for a module of type sentence_transformers.models.LSTM",
                "Sextant runs Transformer, Pooling, Dense and Normalize");
    }

    @Test
    void rejectsAPoolingModeThatItDoesNotKnow() throws IOException {
        Path folder = TestFolders.copy("bert-dense", temp);
        TestFolders.edit(folder.resolve("1_Pooling/config.json"), config -> config.put("pooling_mode", "median"));

        assertFails(folder, "1_Pooling/config.json asks for pooling_mode \"median\"", "Sextant knows cls, max, mean");
    }

    @Test
    void rejectsADenseModuleItCannotRun() throws IOException {
        Path folder = TestFolders.copy("bert-dense", temp);
        Path config = folder.resolve("2_Dense/config.json");

        TestFolders.edit(config, dense -> dense.put("use_residual", true));
        assertFails(folder, "2_Dense/config.json asks for use_residual");
    }

    @Test
    void rejectsADenseModuleInPickledPyTorch() throws IOException {
        Path folder = TestFolders.copy("bert-dense", temp);
        Files.move(folder.resolve("2_Dense/model.safetensors"), folder.resolve("2_Dense/pytorch_model.bin"));

        assertFails(
                folder,
                "2_Dense/model.safetensors is missing",
                "pytorch_model.bin cannot be read",
                "save the model with sentence-transformers 2.3 or newer");
    }

    @Test
    void rejectsAGraphWithInputsItCannotFeed() throws IOException {
        Path folder = TestFolders.copy("roberta-mean", temp);
        replaceInGraph(folder, "attention_mask", "attention_mess");

        assertFails(folder, "onnx/model.onnx wants inputs [attention_mess]", "Sextant feeds", "attention_mask");
    }

    @Test
    void rejectsAGraphWithoutEmbeddings() throws IOException {
        Path folder = TestFolders.copy("roberta-mean", temp);
        replaceInGraph(folder, "last_hidden_state", "lost_hidden_state");

        assertFails(folder, "onnx/model.onnx gives [lost_hidden_state]", "Sextant needs last_hidden_state");
    }

    @Test
    void readsNoFileOutsideOfItsFolder(@TempDir Path parent) throws IOException {
        Path folder = TestFolders.copy("bert-mean-old", parent);
        TestFolders.copy("bert-cls-new", parent);
        Path modules = folder.resolve("modules.json");
        String inside = Files.readString(modules);
        Files.writeString(modules, inside.replace("1_Pooling", "../bert-cls-new/1_Pooling"));
        assertFails(folder, "bert-mean-old names a file outside of it, ../bert-cls-new/1_Pooling/config.json");
        Files.writeString(modules, inside.replace("1_Pooling", "../bert-mean-old/1_Pooling"));
        assertThat(TestFolders.model("tiny", folder).get().spec().dimensions()).isPositive();
    }

    /// Renames tensors in place: names of the same length leave every length prefix right.
    private static void replaceInGraph(Path folder, String name, String other) throws IOException {
        Path graph = folder.resolve("onnx/model.onnx");
        Files.writeString(graph, Files.readString(graph, ISO_8859_1).replace(name, other), ISO_8859_1);
    }

    private static void assertFails(Path folder, String... parts) {
        assertThatThrownBy(() -> TestFolders.model("tiny", folder).get())
                .isInstanceOf(Fault.Unavailable.class)
                .hasMessageStartingWith("model tiny cannot be loaded: ")
                .hasMessageContainingAll(parts);
    }

    private static <T> List<Future<T>> together(Callable<T> call) {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            return futures;
        }
    }
}
