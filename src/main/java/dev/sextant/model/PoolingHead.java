package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The nodes that turn a graph's token states into embeddings: pooling, the layers after it, normalisation. Appended to
/// the graph they run where the model runs, and `[rows × width × hidden]` never crosses into Java.
///
/// Two serialised protobuf messages, one behind the other, are one message: lists are joined and sub-messages merged
/// [1]. So the head is written as a model of its own, and its bytes go behind the model's file: nothing is parsed,
/// copied or written again, whatever the model's size. The head's operators mean the same in every operator set since
/// 9, but for the reductions, whose axes moved from an attribute to an input in 18 [2].
///
/// [1] <https://protobuf.dev/programming-guides/encoding/#last-one-wins>
/// [2] <https://onnx.ai/onnx/operators/onnx__ReduceMax.html>
final class PoolingHead {
    /// The vectors before a final normalisation, `[rows × dimensions]`.
    static final String POOLED = "sextant_pooled";

    /// The same in unit L2 length.
    static final String UNIT = "sextant_unit";

    /// Name of the note, in the graph's metadata, that says [OnnxGraph#precision].
    static final String PRECISION = "sextant_precision";

    /// sentence-transformers divides by no less than this, so that a zero vector stays one.
    private static final float SMALLEST_NORM = 1e-12f;

    private static final int AXES_ARE_INPUTS = 18;

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    private final long opset;
    private int names;

    private PoolingHead(long opset) {
        this.opset = opset;
    }

    /// Name of the input with the weights of a pooling mode, see [Pooling#weight]: `[rows × 1 × width]`, for
    /// [Pooling#MAX] `[rows × width × 1]`.
    static String weights(Pooling mode) {
        return "sextant_weights_" + mode.mode();
    }

    /// Bytes that are enough for the head of such a model.
    static int room(ModelSpec spec) {
        int room = 1 << 14;
        for (Layer layer : spec.layers()) {
            room += switch (layer) {
                case Layer.Normalize normalize -> 1 << 10;
                case Layer.Dense dense -> (dense.inputs() + 1) * dense.outputs() * Float.BYTES + (1 << 12);
            };
        }
        return room;
    }

    /// @return the head's bytes, to be put behind those of the graph's file
    static byte[] of(ModelSpec spec, OnnxGraph graph) {
        PoolingHead head = new PoolingHead(graph.opset());
        String vectors = graph.tokenStates()
                .map(states -> head.layers(head.pool(states, spec.pooling()), spec.layers()))
                .or(graph::sentenceEmbedding)
                .orElseThrow();
        head.output(POOLED, vectors);
        head.output(UNIT, head.unit(vectors));
        return OnnxMl.ModelProto.newBuilder()
                .setGraph(head.graph)
                .addMetadataProps(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey(PRECISION)
                        .setValue(graph.precision()))
                .build()
                .toByteArray();
    }

    private String pool(String states, List<Pooling> modes) {
        List<String> pooled = new ArrayList<>();
        for (Pooling mode : modes) {
            String weights = weights(mode);
            if (mode == Pooling.MAX) {
                graph.addInput(floats(weights, "rows", "width", "one"));
                pooled.add(reduce("ReduceMax", node("Add", states, weights)));
            } else {
                graph.addInput(floats(weights, "rows", "one", "width"));
                pooled.add(node("MatMul", weights, states));
            }
        }
        String joined = pooled.size() == 1 ? pooled.getFirst() : concat(pooled);
        return node("Reshape", joined, int64s(0, -1));
    }

    /// All layers but a last normalisation, which is a choice of the request.
    private String layers(String vectors, List<Layer> layers) {
        String result = vectors;
        for (int i = 0; i < layers.size(); i++) {
            boolean last = i == layers.size() - 1;
            result = switch (layers.get(i)) {
                case Layer.Normalize normalize -> last ? result : unit(result);
                case Layer.Dense dense -> dense(result, dense);
            };
        }
        return result;
    }

    private String dense(String vectors, Layer.Dense dense) {
        String product = node("MatMul", vectors, floats(dense.weight(), dense.inputs(), dense.outputs()));
        String sum = node("Add", product, floats(dense.bias(), dense.outputs()));
        return switch (dense.activation()) {
            case IDENTITY -> sum;
            case TANH -> node("Tanh", sum);
            case RELU -> node("Relu", sum);
            case SIGMOID -> node("Sigmoid", sum);
            case GELU -> gelu(sum);
        };
    }

    /// `x · (1 + erf(x / √2)) / 2`: the operator Gelu exists since operator set 20 only.
    private String gelu(String x) {
        String erf = node("Erf", node("Div", x, floats(new float[] {(float) Math.sqrt(2)}, 1)));
        String factor = node("Add", erf, floats(new float[] {1}, 1));
        return node("Mul", node("Mul", x, factor), floats(new float[] {0.5f}, 1));
    }

    private String unit(String vectors) {
        String norms = reduce("ReduceL2", vectors);
        return node("Div", vectors, node("Max", norms, floats(new float[] {SMALLEST_NORM}, 1)));
    }

    /// Reduces axis 1, which stays with length 1.
    private String reduce(String operator, String input) {
        if (opset >= AXES_ARE_INPUTS) {
            return node(operator, input, int64s(1));
        }
        String output = newName();
        graph.addNode(nodeBuilder(operator, output, input)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("axes")
                        .setType(OnnxMl.AttributeProto.AttributeType.INTS)
                        .addInts(1)));
        return output;
    }

    private String concat(List<String> inputs) {
        String output = newName();
        graph.addNode(nodeBuilder("Concat", output, inputs.toArray(String[]::new))
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(1)));
        return output;
    }

    private String node(String operator, String... inputs) {
        String output = newName();
        graph.addNode(nodeBuilder(operator, output, inputs));
        return output;
    }

    private void output(String name, String vectors) {
        graph.addNode(nodeBuilder("Identity", name, vectors));
        graph.addOutput(floats(name, "rows", "dimensions"));
    }

    private static OnnxMl.NodeProto.Builder nodeBuilder(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private String floats(float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(OnnxMl.TensorProto.DataType.FLOAT, bytes, dimensions);
    }

    private String int64s(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(OnnxMl.TensorProto.DataType.INT64, bytes, values.length);
    }

    /// A node rather than an initializer: older files want every initializer among the inputs.
    private String constant(OnnxMl.TensorProto.DataType type, ByteBuffer bytes, long... dimensions) {
        var tensor =
                OnnxMl.TensorProto.newBuilder().setDataType(type.getNumber()).setRawData(ByteString.copyFrom(bytes));
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        String output = newName();
        graph.addNode(nodeBuilder("Constant", output)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("value")
                        .setType(OnnxMl.AttributeProto.AttributeType.TENSOR)
                        .setT(tensor)));
        return output;
    }

    private static OnnxMl.ValueInfoProto floats(String name, String... dimensions) {
        var shape = OnnxMl.TensorShapeProto.newBuilder();
        for (String dimension : dimensions) {
            var axis = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            shape.addDim(dimension.equals("one") ? axis.setDimValue(1) : axis.setDimParam("sextant_" + dimension));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private String newName() {
        return "sextant_" + names++;
    }
}
