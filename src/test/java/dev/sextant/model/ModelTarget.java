package dev.sextant.model;

import dev.sextant.fuzz.FuzzTarget;
import dev.sextant.fuzz.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files of a model's folder, one at a time among others that are right.
public final class ModelTarget {
    private static final String TINY = "bert-dense";
    private static final int WINDOW = 16;

    private ModelTarget() {}

    /// How the folder is read with the file in it.
    @FunctionalInterface
    private interface Reader {
        void read(ModelFiles files) throws IOException;
    }

    /// @param file its name in a sentence-transformers folder
    public static FuzzTarget folder(String file) {
        return target(file, files -> {
            ModelSpec spec = FolderReader.read("tiny", files);
            if (spec.dimensions() < 1 || spec.window() < 1 || PoolingHead.room(spec) < 1) {
                throw new AssertionError(spec.toString());
            }
            spec.bytesPerRow(spec.window());
        });
    }

    public static FuzzTarget tokenizer() {
        return target("tokenizer.json", files -> {
            try (Tokenizer tokenizer = Tokenizer.load(files, WINDOW, false)) {
                tokenizer.encode(List.of("tea with milk", "é 🧭"));
            }
        });
    }

    public static FuzzTarget safetensors() {
        return target("2_Dense/model.safetensors", files -> FolderReader.read("tiny", files));
    }

    /// What a graph says of itself.
    public static FuzzTarget graph() {
        List<byte[]> seeds = seeds("onnx/model.onnx");
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return seeds;
            }

            @Override
            public void take(byte[] input) {
                try {
                    OnnxGraph graph = OnnxGraph.parse(ByteBuffer.wrap(input));
                    graph.inputs();
                    graph.precision();
                    graph.opset();
                    graph.hasExternalWeights();
                    var _ = graph.tokenStates().or(graph::sentenceEmbedding);
                } catch (IOException e) {
                    // The file is damaged, and the model is not loaded.
                }
            }
        };
    }

    private static FuzzTarget target(String file, Reader reader) {
        List<byte[]> seeds = seeds(file);
        Path folder = copy();
        return new FuzzTarget() {
            @Override
            public List<byte[]> seeds() {
                return seeds;
            }

            @Override
            public void take(byte[] input) throws IOException {
                Files.write(folder.resolve(file), input);
                try {
                    reader.read(new FolderFiles(folder));
                } catch (IOException e) {
                    // It says which file is wrong, and the model is not loaded.
                }
            }
        };
    }

    private static List<byte[]> seeds(String file) {
        return List.of(TINY, "bert-cls-and-mean-old", "mpnet-mean").stream()
                .map(model -> TestModels.FOLDERS.resolve(model).resolve(file))
                .filter(Files::isRegularFile)
                .map(ModelTarget::read)
                .toList();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy() {
        try {
            return TestFolders.copy(TINY, ScratchFolder.make());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
