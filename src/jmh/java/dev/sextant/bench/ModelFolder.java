package dev.sextant.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// The built-in model as a folder of files, for programs that want one.
final class ModelFolder {
    private static final Map<String, String> RESOURCES = Map.of(
            "onnx/model.onnx", "/all-minilm-l6-v2.onnx",
            "onnx/model_quantized.onnx", "/all-minilm-l6-v2-q.onnx",
            "tokenizer.json", "/all-minilm-l6-v2-tokenizer.json");

    /// What the others ask for and the artifacts leave out.
    private static final String CONFIG = """
            {"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384, "intermediate_size": 1536,
             "num_hidden_layers": 6, "num_attention_heads": 12, "max_position_embeddings": 512, "vocab_size": 30522}
            """;

    private static final String TOKENIZER_CONFIG = """
            {"tokenizer_class": "BertTokenizer", "model_max_length": 256, "pad_token": "[PAD]"}
            """;

    private ModelFolder() {}

    /// Writes what is not there yet.
    static Path in(Path folder) throws IOException {
        for (Map.Entry<String, String> entry : RESOURCES.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                copy(entry.getValue(), file);
            }
        }
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("tokenizer_config.json"), TOKENIZER_CONFIG);
        return folder;
    }

    /// A file that is there is whole: an interruption leaves another name.
    private static void copy(String resource, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = ModelFolder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
