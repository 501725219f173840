package dev.sextant.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Writes the built-in model as sentence-transformers reads it, with PyTorch's weights, so that both can be measured on
/// the same numbers where nothing can be downloaded.
public final class TorchFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HIDDEN = 384;
    private static final int LAYERS = 6;
    private static final int WIDE = 1_536;
    private static final int WORDS = 30_522;
    private static final List<String> DENSE = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense");

    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private final BertWeights weights;

    private TorchFolder(BertWeights weights) {
        this.weights = weights;
    }

    /// @param folder made if it is not there
    public static void write(Path folder) throws IOException {
        ModelFiles files = Objects.requireNonNull(BuiltInModels.all().get(BuiltInModels.FP32));
        FusedFolder.copy(files, folder);
        configure(files, folder);
        OnnxGraph graph = OnnxGraph.parse(files.read("model.onnx", 0));
        TorchFolder torch = new TorchFolder(new BertWeights(graph.proto(), files, "model.onnx"));
        torch.collect();
        torch.writeWeights(folder.resolve("model.safetensors"));
    }

    /// The built-in folder leaves out what Sextant does not need.
    private static void configure(ModelFiles files, Path folder) throws IOException {
        ObjectNode config = (ObjectNode) files.json("config.json");
        config.putArray("architectures").add("BertModel");
        config.put("hidden_act", "gelu");
        config.put("intermediate_size", WIDE);
        config.put("layer_norm_eps", 1e-12);
        config.put("num_hidden_layers", LAYERS);
        config.put("type_vocab_size", 2);
        config.put("vocab_size", WORDS);
        JSON.writeValue(folder.resolve("config.json").toFile(), config);
        ObjectNode tokenizer = JSON.createObjectNode();
        tokenizer.put("tokenizer_class", "PreTrainedTokenizerFast").put("model_max_length", 256);
        for (String token : List.of("cls", "mask", "pad", "sep", "unk")) {
            tokenizer.put(token + "_token", "[" + token.toUpperCase(Locale.ROOT) + "]");
        }
        JSON.writeValue(folder.resolve("tokenizer_config.json").toFile(), tokenizer);
        Files.createDirectories(folder.resolve("2_Normalize"));
    }

    private void collect() throws IOException {
        for (String table : List.of("word", "position", "token_type")) {
            named("embeddings." + table + "_embeddings.weight", true);
        }
        norm("embeddings.LayerNorm");
        for (int layer = 0; layer < LAYERS; layer++) {
            String prefix = "encoder.layer." + layer + ".";
            for (String dense : DENSE) {
                dense(prefix + dense);
            }
            norm(prefix + "attention.output.LayerNorm");
            norm(prefix + "output.LayerNorm");
        }
    }

    private void norm(String name) throws IOException {
        named(name + ".weight", false);
        named(name + ".bias", false);
    }

    private void named(String name, boolean table) throws IOException {
        float[] numbers = weights.named(name);
        values.put(name, numbers);
        shapes.put(name, table ? new int[] {numbers.length / HIDDEN, HIDDEN} : new int[] {numbers.length});
    }

    /// PyTorch keeps `[outputs × inputs]`.
    private void dense(String name) throws IOException {
        named(name + ".bias", false);
        float[] matrix = weights.matrix(name);
        int outputs = weights.named(name + ".bias").length;
        int inputs = matrix.length / outputs;
        float[] transposed = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % outputs * inputs + i / outputs] = matrix[i];
        }
        values.put(name + ".weight", transposed);
        shapes.put(name + ".weight", new int[] {outputs, inputs});
    }

    /// @see Safetensors
    private void writeWeights(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject("__metadata__").put("format", "pt");
        int offset = 0;
        for (var tensor : values.entrySet()) {
            int end = offset + tensor.getValue().length * Float.BYTES;
            ObjectNode entry = header.putObject(tensor.getKey()).put("dtype", "F32");
            entry.set("shape", JSON.valueToTree(shapes.get(tensor.getKey())));
            entry.set("data_offsets", JSON.valueToTree(new int[] {offset, end}));
            offset = end;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (float[] numbers : values.values()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(numbers);
                out.write(bytes.array());
            }
        }
    }
}
