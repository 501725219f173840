package dev.sextant.bench;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.sextant.vectors.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// What large matrix products reach through the same runtime, which nothing can be faster than: a chain of products of
/// SIZE × SIZE matrices that stay on the device. `MatMulCeiling cpu|cuda fp32|fp16 SIZE LINKS` prints a row of a
/// Markdown
/// table, the best of five rounds.
public final class MatMulCeiling {
    private static final int ROUNDS = 5;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private MatMulCeiling() {}

    /// @param args device, number type, rows and columns, products in the chain
    public static void main(String[] args) throws OrtException {
        int size = Integer.parseInt(args[2]);
        int links = Integer.parseInt(args[3]);
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (args[0].equals("cuda")) {
                options.addCUDA();
            }
            try (OrtSession session = environment.createSession(chain(size, links, args[1].equals("fp16")), options);
                    OnnxTensor one = OnnxTensor.createTensor(environment, new float[] {1})) {
                double seconds = Double.POSITIVE_INFINITY;
                for (int round = 0; round < ROUNDS; round++) {
                    long started = System.nanoTime();
                    session.run(Map.of("scale", one)).close();
                    seconds = Math.min(seconds, (System.nanoTime() - started) / 1e9);
                }
                double operations = 2.0 * links * size * size * size;
                System.out.printf("| %s | %s | %d | %.3f |%n", args[0], args[1], size, operations / seconds / 1e12);
            }
        }
    }

    /// `scale · a · b · b · …`, summed to one number. It hangs on an input, so that nobody computes it beforehand; `b`
    /// is
    /// `1 / size` everywhere, so that all links have the same values.
    private static byte[] chain(int size, int links, boolean half) {
        var type = half ? OnnxMl.TensorProto.DataType.FLOAT16 : OnnxMl.TensorProto.DataType.FLOAT;
        var graph = OnnxMl.GraphProto.newBuilder()
                .setName("chain")
                .addInput(value("scale"))
                .addOutput(value("sum"))
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("b")
                        .setDataType(type.getNumber())
                        .addDims(size)
                        .addDims(size)
                        .setRawData(filled(size * size, 1f / size, half)))
                .addNode(node("Cast", "scale_typed", "scale")
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("to")
                                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                .setI(type.getNumber())))
                .addNode(node("Mul", "link0", "b", "scale_typed"));
        for (int link = 0; link < links; link++) {
            graph.addNode(node("MatMul", "link" + (link + 1), "link" + link, "b"));
        }
        graph.addNode(node("Cast", "last", "link" + links)
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("to")
                                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                .setI(OnnxMl.TensorProto.DataType.FLOAT_VALUE)))
                .addNode(node("ReduceMean", "sum", "last"));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ByteString filled(int count, float value, boolean half) {
        ByteBuffer bytes =
                ByteBuffer.allocate(count * (half ? Short.BYTES : Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (half) {
                bytes.putShort(Float.floatToFloat16(value));
            } else {
                bytes.putFloat(value);
            }
        }
        return ByteString.copyFrom(bytes.flip());
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String output, String... inputs) {
        var node = OnnxMl.NodeProto.newBuilder().setOpType(operator).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static OnnxMl.ValueInfoProto value(String name) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)))
                .build();
    }
}
