package dev.sextant.bench;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.sextant.model.MatMulChain;
import dev.sextant.vectors.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/// The limit of the machine in ONNX Runtime's own hands: how fast it multiplies large matrices of float32, the right
/// one being a weight that it may lay out as it likes. Prints the best of several shapes, with all cores in one product
/// and with one core a product.
public final class MatMulLimit {
    private static final double SECONDS = 1;
    private static final List<Shape> SHAPES = List.of(
            new Shape(384, 384, 1536),
            new Shape(1024, 1024, 1024),
            new Shape(2048, 2048, 2048),
            new Shape(4096, 4096, 4096));

    private MatMulLimit() {}

    /// `[m × k] · [k × n]`.
    private record Shape(int m, int k, int n) {
        double gigaflops() {
            return 2.0 * m * k * n / 1e9;
        }

        @Override
        public String toString() {
            return "%d × %d × %d".formatted(m, k, n);
        }
    }

    /// @param args none
    public static void main(String[] args) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        double best = 0;
        for (Shape shape : SHAPES) {
            byte[] graph = graph(shape);
            for (int lanes : cores == 1 ? new int[] {1} : new int[] {1, cores}) {
                double rate = rate(graph, shape, lanes, cores / lanes);
                Reading.print("%s, %d at once".formatted(shape, lanes), "GFLOP/s", rate);
                best = Math.max(best, rate);
            }
        }
        Reading.print("matmul", "GFLOP/s", best);
        System.exit(0);
    }

    private static double rate(byte[] graph, Shape shape, int lanes, int threads) throws Exception {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            try (OrtSession session = OnnxEnvironment.get().createSession(graph, options)) {
                List<Callable<Double>> products = new ArrayList<>();
                for (int lane = 0; lane < lanes; lane++) {
                    OnnxTensor left = tensor(shape.m, shape.k);
                    OnnxTensor out = tensor(shape.m, shape.n);
                    products.add(() -> {
                        session.run(Map.of("left", left), Map.of("out", out)).close();
                        return shape.gigaflops();
                    });
                }
                return Lanes.rate(SECONDS, products);
            }
        }
    }

    /// Never closed: the process is a short one.
    private static OnnxTensor tensor(int rows, int columns) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxEnvironment.get(), random(rows, columns).asFloatBuffer(), new long[] {rows, columns});
    }

    private static ByteBuffer random(int rows, int columns) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(rows);
        while (bytes.hasRemaining()) {
            bytes.putFloat(random.nextFloat() - 0.5f);
        }
        return bytes.flip();
    }

    /// `out = left · weight`.
    private static byte[] graph(Shape shape) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("matmul")
                        .addInitializer(OnnxMl.TensorProto.newBuilder()
                                .setName("weight")
                                .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .addDims(shape.k)
                                .addDims(shape.n)
                                .setRawData(ByteString.copyFrom(random(shape.k, shape.n))))
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("MatMul")
                                .addInput("left")
                                .addInput("weight")
                                .addOutput("out"))
                        .addInput(MatMulChain.floats("left"))
                        .addOutput(MatMulChain.floats("out")))
                .build()
                .toByteArray();
    }
}
