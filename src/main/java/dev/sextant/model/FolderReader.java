package dev.sextant.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a sentence-transformers folder, of either generation of the format: before 5.4 (booleans in the pooling's
/// `config.json`, `max_seq_length` in `sentence_bert_config.json`) and since (one `pooling_mode`, the window in
/// `tokenizer_config.json`). A folder of plain transformers, without `modules.json`, is pooled by mean, as
/// sentence-transformers does.
///
/// @see <a href="https://www.sbert.net/docs/sentence_transformer/usage/custom_models.html">Structure of the folder</a>
final class FolderReader {
    /// A window for models that name none.
    private static final int DEFAULT_WINDOW = 512;

    /// Most of anything that a model has a number of.
    private static final int MOST = 1 << 16;

    /// Where graphs lie, in the order of preference.
    private static final List<String> GRAPH_FILES = List.of("onnx/model.onnx", "model.onnx");

    private static final List<String> TRANSFORMER_CONFIGS = List.of(
            "sentence_bert_config.json",
            "sentence_roberta_config.json",
            "sentence_distilbert_config.json",
            "sentence_camembert_config.json",
            "sentence_albert_config.json",
            "sentence_xlm-roberta_config.json",
            "sentence_xlnet_config.json");

    /// Files at the top of a folder that say something of a model, besides its graph.
    static final List<String> FILES = Stream.concat(
                    Stream.of(
                            "config.json",
                            "config_sentence_transformers.json",
                            "modules.json",
                            "tokenizer.json",
                            "tokenizer_config.json"),
                    TRANSFORMER_CONFIGS.stream())
            .toList();

    /// Architectures that count positions from the padding token's id plus one.
    private static final Set<String> OFFSET_POSITIONS =
            Set.of("roberta", "xlm-roberta", "xlm-roberta-xl", "camembert", "mpnet", "longformer", "data2vec-text");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelFiles files;

    private FolderReader(ModelFiles files) {
        this.files = files;
    }

    /// @throws IOException if a file is missing, malformed or asks for what Sextant cannot do; the message names it
    static ModelSpec read(String id, ModelFiles files) throws IOException {
        try {
            return new FolderReader(files).read(id);
        } catch (RuntimeException e) {
            // A path with a character that no path has, for instance.
            throw new IOException("%s cannot be read: %s".formatted(files, e.getMessage()), e);
        }
    }

    private ModelSpec read(String id) throws IOException {
        JsonNode config = files.json("config.json");
        JsonNode transformer = firstOf(TRANSFORMER_CONFIGS);
        JsonNode own = optional("config_sentence_transformers.json");
        String architecture = config.path("model_type").asText("unknown");
        int padTokenId = config.path("pad_token_id").asInt(0);
        Modules modules = modules();
        return new ModelSpec(
                id,
                architecture,
                hiddenSize(config),
                within("num_attention_heads", config.path("num_attention_heads").asInt(12)),
                window(config, architecture, padTokenId, transformer),
                padTokenId,
                transformer.path("do_lower_case").asBoolean(false),
                modules.pooling,
                modules.includePrompt,
                List.copyOf(modules.layers),
                prompts(own.path("prompts")),
                own.path("default_prompt_name").textValue(),
                graphFile());
    }

    private static final class Modules {
        private List<Pooling> pooling = List.of(Pooling.MEAN);
        private boolean includePrompt = true;
        private final List<Layer> layers = new ArrayList<>();
    }

    private Modules modules() throws IOException {
        Modules modules = new Modules();
        for (JsonNode module : optional("modules.json")) {
            String type = module.path("type").asText();
            String path = module.path("path").asText();
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "Transformer" -> {}
                case "Pooling" -> {
                    JsonNode config = files.json(path + "/config.json");
                    modules.pooling = pooling(config, path);
                    modules.includePrompt = config.path("include_prompt").asBoolean(true);
                }
                case "Dense" -> modules.layers.add(dense(path));
                case "Normalize" -> modules.layers.add(new Layer.Normalize());
                default ->
                    throw new IOException(
                            "modules.json asks for a module of type %s; Sextant runs Transformer, Pooling, Dense and Normalize"
                                    .formatted(type));
            }
        }
        return modules;
    }

    private static List<Pooling> pooling(JsonNode config, String path) throws IOException {
        JsonNode mode = config.path("pooling_mode");
        if (mode.isMissingNode()) {
            List<Pooling> flagged = Arrays.stream(Pooling.values())
                    .filter(pooling -> config.path(pooling.flag()).asBoolean(false))
                    .toList();
            return flagged.isEmpty() ? List.of(Pooling.MEAN) : flagged;
        }
        List<Pooling> modes = new ArrayList<>();
        for (JsonNode name : mode.isArray() ? mode : List.of(mode)) {
            modes.add(Arrays.stream(Pooling.values())
                    .filter(pooling -> pooling.isNamed(name.asText()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("%s/config.json asks for pooling_mode %s; Sextant knows %s"
                            .formatted(path, name, Pooling.names()))));
        }
        return List.copyOf(modes);
    }

    private Layer.Dense dense(String path) throws IOException {
        JsonNode config = files.json(path + "/config.json");
        if (config.path("use_residual").asBoolean(false)) {
            throw new IOException(path + "/config.json asks for use_residual, which Sextant does not run");
        }
        String weights = path + "/model.safetensors";
        if (!files.has(weights)) {
            throw new IOException(
                    "%s is missing; a pytorch_model.bin cannot be read, save the model with sentence-transformers 2.3 or newer"
                            .formatted(weights));
        }
        int inputs = config.path("in_features").asInt();
        int outputs = config.path("out_features").asInt();
        String activation = config.path("activation_function").asText("torch.nn.modules.activation.Tanh");
        try (InputStream in = files.open(weights)) {
            Map<String, float[]> tensors = Safetensors.read(in);
            float[] byOutput = tensors.get("linear.weight");
            if (byOutput == null) {
                throw new IOException(weights + " has no tensor linear.weight");
            }
            if (inputs < 1 || outputs < 1 || byOutput.length != (long) inputs * outputs) {
                throw new IOException("%s/config.json says %d × %d, and linear.weight has %d values"
                        .formatted(path, inputs, outputs, byOutput.length));
            }
            float[] bias = tensors.getOrDefault("linear.bias", new float[outputs]);
            return new Layer.Dense(
                    inputs,
                    outputs,
                    transposed(byOutput, outputs, inputs),
                    bias,
                    Layer.Dense.Activation.of(activation));
        } catch (IllegalArgumentException | IOException e) {
            throw new IOException("%s cannot be used: %s".formatted(weights, e.getMessage()), e);
        }
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % columns * rows + i / columns] = values[i];
        }
        return transposed;
    }

    private static int hiddenSize(JsonNode config) throws IOException {
        for (String name : List.of("hidden_size", "d_model", "dim", "n_embd")) {
            if (config.path(name).canConvertToInt()) {
                return within(name, config.path(name).asInt());
            }
        }
        throw new IOException("config.json has no hidden_size");
    }

    /// No model has more by far, and sizes computed from it stay numbers.
    private static int within(String name, int value) throws IOException {
        if (value < 1 || value > MOST) {
            throw new IOException("config.json says %s %d; it is from 1 to %d".formatted(name, value, MOST));
        }
        return value;
    }

    /// The tightest of what the folder says; a text that crossed the position table would crash the graph.
    private int window(JsonNode config, String architecture, int padTokenId, JsonNode transformer) throws IOException {
        JsonNode named = transformer.path("max_seq_length");
        JsonNode tokenizers = optional("tokenizer_config.json").path("model_max_length");
        int positions = config.path("max_position_embeddings").asInt(0);
        int offset = OFFSET_POSITIONS.contains(architecture.toLowerCase(Locale.ROOT)) ? padTokenId + 1 : 0;
        double window = positions > offset ? positions - offset : Double.POSITIVE_INFINITY;
        // Tokenizers without a limit say 1e30.
        window = Math.min(window, named.isNumber() ? named.asDouble() : tokenizers.asDouble(DEFAULT_WINDOW));
        // In this way round, so that what is no number does not pass.
        if (!(window >= 1)) {
            throw new IOException("the folder's window has %s tokens; max_seq_length is 1 or more".formatted(window));
        }
        return (int) Math.min(window, Integer.MAX_VALUE);
    }

    private static Map<String, String> prompts(JsonNode prompts) {
        Map<String, String> texts = new LinkedHashMap<>();
        prompts.properties()
                .forEach(prompt -> texts.put(prompt.getKey(), prompt.getValue().asText()));
        return texts;
    }

    private String graphFile() throws IOException {
        return GRAPH_FILES.stream()
                .filter(files::has)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "neither onnx/model.onnx nor model.onnx is in %s; export one with ".formatted(files)
                                + "`optimum-cli export onnx --model MODEL FOLDER`"));
    }

    private JsonNode firstOf(List<String> names) throws IOException {
        for (String name : names) {
            if (files.has(name)) {
                return files.json(name);
            }
        }
        return JSON.createObjectNode();
    }

    private JsonNode optional(String name) throws IOException {
        return files.has(name) ? files.json(name) : JSON.createObjectNode();
    }
}
