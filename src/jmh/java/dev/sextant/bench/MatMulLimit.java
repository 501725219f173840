package dev.sextant.bench;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import dev.sextant.vectors.OnnxEnvironment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The limit of the machine in ONNX Runtime's own hands: how fast it multiplies large matrices of float32, the right
/// one
/// being a weight that it may lay out as it likes. Prints the best of several shapes, with all cores in one product and
/// with one core a product.
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
        double flops() {
            return 2.0 * m * k * n;
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
                try (OrtSession session = open(graph, cores / lanes)) {
                    double rate = rate(session, shape, lanes);
                    Reading.print("%s, %d at once".formatted(shape, lanes), "GFLOP/s", rate);
                    best = Math.max(best, rate);
                }
            }
        }
        Reading.print("matmul", "GFLOP/s", best);
        System.exit(0);
    }

    private static OrtSession open(byte[] graph, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            return OnnxEnvironment.get().createSession(graph, options);
        }
    }

    private static double rate(OrtSession session, Shape shape, int lanes) throws Exception {
        List<Product> products = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            products.add(new Product(shape));
            products.getLast().run(session);
        }
        AtomicInteger done = new AtomicInteger();
        long started = System.nanoTime();
        List<Callable<Boolean>> work = products.stream()
                .<Callable<Boolean>>map(product -> () -> {
                    while (System.nanoTime() - started < SECONDS * 1e9) {
                        product.run(session);
                        done.incrementAndGet();
                    }
                    return true;
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            for (Future<Boolean> lane : threads.invokeAll(work)) {
                lane.get();
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        products.forEach(Product::close);
        return done.get() * shape.flops() / seconds / 1e9;
    }

    /// Matrices of one lane.
    private static final class Product implements AutoCloseable {
        private final OnnxTensor left;
        private final OnnxTensor out;

        Product(Shape shape) throws OrtException {
            left = tensor(random((long) shape.m * shape.k), shape.m, shape.k);
            out = tensor(random((long) shape.m * shape.n), shape.m, shape.n);
        }

        void run(OrtSession session) throws OrtException {
            session.run(Map.of("left", left), Map.of("out", out)).close();
        }

        @Override
        public void close() {
            left.close();
            out.close();
        }

        private static OnnxTensor tensor(ByteBuffer values, int rows, int columns) throws OrtException {
            FloatBuffer floats = values.asFloatBuffer();
            return OnnxTensor.createTensor(OnnxEnvironment.get(), floats, new long[] {rows, columns});
        }
    }

    private static ByteBuffer random(long count) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(count * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(count);
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
                                .setRawData(ByteString.copyFrom(random((long) shape.k * shape.n))))
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("MatMul")
                                .addInput("left")
                                .addInput("weight")
                                .addOutput("out"))
                        .addInput(matrix("left", shape.m, shape.k))
                        .addOutput(matrix("out", shape.m, shape.n)))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto matrix(String name, int rows, int columns) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                                .setShape(OnnxMl.TensorShapeProto.newBuilder()
                                        .addDim(axis(rows))
                                        .addDim(axis(columns)))))
                .build();
    }

    private static OnnxMl.TensorShapeProto.Dimension axis(int length) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder()
                .setDimValue(length)
                .build();
    }
}
