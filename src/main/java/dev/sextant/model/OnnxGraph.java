package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an ONNX file says of itself. The weights are looked past, not copied.
final class OnnxGraph {
    private static final Set<String> INT8_OPERATORS =
            Set.of("MatMulInteger", "DynamicQuantizeLinear", "QLinearMatMul", "QuantizeLinear", "DequantizeLinear");

    private final OnnxMl.ModelProto model;

    private OnnxGraph(OnnxMl.ModelProto model) {
        this.model = model;
    }

    static OnnxGraph parse(ByteBuffer bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes.asReadOnlyBuffer());
        in.enableAliasing(true);
        try {
            return new OnnxGraph(OnnxMl.ModelProto.parseFrom(in));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IOException("the ONNX file is damaged: " + e.getMessage(), e);
        }
    }

    /// The graph itself; weights in it lie where it was read from.
    OnnxMl.GraphProto proto() {
        return model.getGraph();
    }

    /// Names of the inputs that must be fed.
    List<String> inputs() {
        Set<String> weights = new HashSet<>();
        model.getGraph().getInitializerList().forEach(initializer -> weights.add(initializer.getName()));
        return model.getGraph().getInputList().stream()
                .map(OnnxMl.ValueInfoProto::getName)
                .filter(name -> !weights.contains(name))
                .toList();
    }

    /// Whether weights lie in files of their own.
    boolean hasExternalWeights() {
        return model.getGraph().getInitializerList().stream()
                .anyMatch(weights -> weights.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL);
    }

    /// Output with one vector a token, `[rows × width × hidden]`.
    Optional<String> tokenStates() {
        return outputNamed("last_hidden_state").or(() -> outputNamed("token_embeddings"));
    }

    /// Output with one vector a text, pooled by the graph itself.
    Optional<String> sentenceEmbedding() {
        return outputNamed("sentence_embedding");
    }

    List<String> outputs() {
        return model.getGraph().getOutputList().stream()
                .map(OnnxMl.ValueInfoProto::getName)
                .toList();
    }

    private Optional<String> outputNamed(String name) {
        return outputs().stream().filter(name::equals).findFirst();
    }

    /// Version of the standard operator set.
    long opset() {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OnnxMl.OperatorSetIdProto::getVersion)
                .max()
                .orElse(1);
    }

    /// `int8` for a quantised graph, `fp16` where weights are half precision, `fp32` elsewhere.
    String precision() {
        var graph = model.getGraph();
        if (graph.getNodeList().stream().anyMatch(node -> INT8_OPERATORS.contains(node.getOpType()))) {
            return "int8";
        }
        boolean half = graph.getInitializerList().stream()
                .anyMatch(weights -> weights.getDataType() == OnnxMl.TensorProto.DataType.FLOAT16_VALUE);
        return half ? "fp16" : "fp32";
    }
}
