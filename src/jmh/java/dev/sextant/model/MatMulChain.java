package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sextant.bench.Reading;
import dev.sextant.vectors.OnnxEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The limit of a card in ONNX Runtime's own hands: a chain of products of square matrices that stay on the device,
/// where [dev.sextant.bench.MatMulLimit] would measure how fast matrices come and go. `MatMulChain DEVICE PRECISION
/// SIZE LINKS`, such as `cuda fp16 8192 20`, prints the best of five rounds.
public final class MatMulChain {
    private static final int ROUNDS = 5;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private MatMulChain() {}

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
                double operations = 2.0 * links * size * size * size;
                Reading.print("chain", "TFLOP/s", operations / bestSeconds(session, one) / 1e12);
            }
        }
        System.exit(0);
    }

    private static double bestSeconds(OrtSession session, OnnxTensor one) throws OrtException {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            session.run(Map.of("scale", one)).close();
            best = Math.min(best, (System.nanoTime() - started) / 1e9);
        }
        return best;
    }

    /// `scale · b · b · b · …`, averaged to one number. It hangs on an input, so that nobody computes it beforehand;
    /// `b` is `1 / size` everywhere, so that all links have the same values.
    private static byte[] chain(int size, int links, boolean half) {
        int type = (half ? OnnxMl.TensorProto.DataType.FLOAT16 : OnnxMl.TensorProto.DataType.FLOAT).getNumber();
        float[] values = new float[size * size];
        Arrays.fill(values, 1f / size);
        var graph = OnnxMl.GraphProto.newBuilder()
                .setName("chain")
                .addInput(floats("scale"))
                .addOutput(floats("mean"))
                .addInitializer(OnnxTensors.of("b", values, half, size, size))
                .addNode(cast("scale", "typed", type))
                .addNode(node("Mul", "link0", "b", "typed"));
        for (int link = 0; link < links; link++) {
            graph.addNode(node("MatMul", "link" + (link + 1), "link" + link, "b"));
        }
        graph.addNode(cast("link" + links, "last", OnnxMl.TensorProto.DataType.FLOAT_VALUE))
                .addNode(node("ReduceMean", "mean", "last"));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static OnnxMl.NodeProto.Builder cast(String input, String output, int type) {
        return node("Cast", output, input)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName("to")
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(type));
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    /// An input or output of float32, of any shape.
    public static OnnxMl.ValueInfoProto floats(String name) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)))
                .build();
    }
}
