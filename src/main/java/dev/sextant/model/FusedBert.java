package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Writes a BERT encoder anew from its weights, in ONNX Runtime's own fused operators [1]: embeddings with their norm,
/// attention, residual with norm, and bias with GELU are one node each. On a card that is a quarter of the launches and
/// of the traffic with memory, and lets float16 attention run in one kernel; see docs/adr/0028.
///
/// Attention is given the number of tokens of each text, so texts must be padded at their end, as [BatchBuffers] does.
/// What comes out is float32, whatever the weights are, so that the pooling is computed in float32.
///
/// [1] <https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md>
final class FusedBert {
    private static final String FUSED = "com.microsoft";
    private static final long OPSET = 17;
    private static final long IR_VERSION = 8;

    private final OnnxMl.GraphProto.Builder graph =
            OnnxMl.GraphProto.newBuilder().setName("sextant_fused_bert");
    private final BertShape shape;
    private final BertWeights weights;
    private final boolean half;

    private FusedBert(BertShape shape, BertWeights weights, boolean half) {
        this.shape = shape;
        this.weights = weights;
        this.half = half;
    }

    /// @param types whether the graph is to be fed `token_type_ids`
    /// @param half whether weights and all that is computed are float16
    /// @throws IOException if a weight is not where an export of BERT has it
    static OnnxMl.ModelProto write(BertShape shape, BertWeights weights, boolean types, boolean half)
            throws IOException {
        FusedBert fused = new FusedBert(shape, weights, half);
        String states = fused.embeddings(types);
        for (int layer = 0; fused.weights.has(prefix(layer) + "output.dense.bias"); layer++) {
            states = fused.layer(prefix(layer), states);
        }
        fused.output(states);
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sextant")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain(FUSED).setVersion(1))
                .setGraph(fused.graph)
                .build();
    }

    private static String prefix(int layer) {
        return "encoder.layer.%d.".formatted(layer);
    }

    /// Word, position and type, summed and normalised. Where nobody feeds types, all are of the first.
    private String embeddings(boolean types) throws IOException {
        int width = shape.hiddenSize();
        float[] positions = positions();
        if (!types && weights.has("embeddings.token_type_embeddings.weight")) {
            float[] type = weights.named("embeddings.token_type_embeddings.weight");
            for (int i = 0; i < positions.length; i++) {
                positions[i] += type[i % width];
            }
        }
        var node = node("EmbedLayerNormalization", "embeddings", FUSED)
                .addInput(int32Input("input_ids"))
                .addInput(types ? int32Input("token_type_ids") : "")
                .addInput(table("embeddings.word_embeddings.weight", width))
                .addInput(tensor("embeddings.position_embeddings.weight", positions, positions.length / width, width))
                .addInput(types ? table("embeddings.token_type_embeddings.weight", width) : "")
                .addInput(vector("embeddings.LayerNorm.weight"))
                .addInput(vector("embeddings.LayerNorm.bias"))
                .addInput(int32Input("attention_mask"))
                .addOutput("token_counts")
                .addAttribute(epsilon());
        graph.addNode(node);
        return "embeddings";
    }

    /// RoBERTa and its kin count positions from the padding token's id plus one; the rows before are never looked up.
    private float[] positions() throws IOException {
        float[] all = weights.named("embeddings.position_embeddings.weight");
        int skipped = shape.firstPosition() * shape.hiddenSize();
        return Arrays.copyOfRange(all, skipped, all.length);
    }

    private String layer(String prefix, String states) throws IOException {
        String attention = prefix + "attention";
        graph.addNode(node("Attention", attention, FUSED)
                .addInput(states)
                .addInput(queryKeyValue(prefix + "attention.self."))
                .addInput(queryKeyValueBias(prefix + "attention.self."))
                .addInput("token_counts")
                .addAttribute(number("num_heads", shape.attentionHeads())));
        String attended = residual(prefix + "attention.output.", attention, states);
        String wide = product(prefix + "intermediate.dense", attended);
        String active = prefix + "intermediate";
        graph.addNode(
                node("BiasGelu", active, FUSED).addInput(wide).addInput(vector(prefix + "intermediate.dense.bias")));
        return residual(prefix + "output.", active, attended);
    }

    /// A dense layer, what went around it, and their norm.
    private String residual(String prefix, String input, String skipped) throws IOException {
        String output = prefix + "states";
        graph.addNode(node("SkipLayerNormalization", output, FUSED)
                .addInput(product(prefix + "dense", input))
                .addInput(skipped)
                .addInput(vector(prefix + "LayerNorm.weight"))
                .addInput(vector(prefix + "LayerNorm.bias"))
                .addInput(vector(prefix + "dense.bias"))
                .addAttribute(epsilon()));
        return output;
    }

    private String product(String layer, String input) throws IOException {
        float[] matrix = weights.matrix(layer);
        int outputs = weights.named(layer + ".bias").length;
        String output = layer + ".product";
        graph.addNode(node("MatMul", output, "")
                .addInput(input)
                .addInput(tensor(layer + ".weight", matrix, matrix.length / outputs, outputs)));
        return output;
    }

    /// Three matrices side by side, `[hidden × 3 · hidden]`.
    private String queryKeyValue(String prefix) throws IOException {
        int width = shape.hiddenSize();
        float[] joined = new float[3 * width * width];
        int column = 0;
        for (String part : List.of("query", "key", "value")) {
            float[] matrix = weights.matrix(prefix + part);
            for (int row = 0; row < width; row++) {
                System.arraycopy(matrix, row * width, joined, (3 * row + column) * width, width);
            }
            column++;
        }
        return tensor(prefix + "weight", joined, width, 3L * width);
    }

    private String queryKeyValueBias(String prefix) throws IOException {
        int width = shape.hiddenSize();
        float[] joined = new float[3 * width];
        System.arraycopy(weights.named(prefix + "query.bias"), 0, joined, 0, width);
        System.arraycopy(weights.named(prefix + "key.bias"), 0, joined, width, width);
        System.arraycopy(weights.named(prefix + "value.bias"), 0, joined, 2 * width, width);
        return tensor(prefix + "bias", joined, 3L * width);
    }

    private void output(String states) {
        graph.addNode(node("Cast", "last_hidden_state", "")
                .addInput(states)
                .addAttribute(number("to", OnnxMl.TensorProto.DataType.FLOAT_VALUE)));
        graph.addOutput(value("last_hidden_state", OnnxMl.TensorProto.DataType.FLOAT, "texts", "tokens", "hidden"));
    }

    private String int32Input(String name) {
        graph.addInput(value(name, OnnxMl.TensorProto.DataType.INT64, "texts", "tokens"));
        String output = name + "_int32";
        graph.addNode(node("Cast", output, "")
                .addInput(name)
                .addAttribute(number("to", OnnxMl.TensorProto.DataType.INT32_VALUE)));
        return output;
    }

    private String table(String name, int width) throws IOException {
        float[] values = weights.named(name);
        return tensor(name, values, values.length / width, width);
    }

    private String vector(String name) throws IOException {
        float[] values = weights.named(name);
        return tensor(name, values, values.length);
    }

    private String tensor(String name, float[] values, long... dimensions) {
        graph.addInitializer(OnnxTensors.of(name, values, half, dimensions));
        return name;
    }

    private OnnxMl.AttributeProto epsilon() {
        return OnnxMl.AttributeProto.newBuilder()
                .setName("epsilon")
                .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
                .setF(shape.epsilon())
                .build();
    }

    private static OnnxMl.AttributeProto number(String name, long value) {
        return OnnxMl.AttributeProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /// A node is called as its first output.
    private static OnnxMl.NodeProto.Builder node(String operator, String output, String domain) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setDomain(domain)
                .setName(output)
                .addOutput(output);
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type, String... dimensions) {
        var shape = OnnxMl.TensorShapeProto.newBuilder();
        for (String dimension : dimensions) {
            shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(dimension));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
