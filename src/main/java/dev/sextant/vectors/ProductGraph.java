package dev.sextant.vectors;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/// The smallest graphs there are for dot products: one node, `products = queries · rowsᵀ`, or, of columns,
/// `products = queriesᵀ · rows`.
///
/// @see <a href="https://onnx.ai/onnx/operators/onnx__Gemm.html">Gemm</a>
final class ProductGraph {
    static final String QUERIES = "queries";
    static final String ROWS = "rows";
    static final String PRODUCTS = "products";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private ProductGraph() {}

    /// The input that is transposed.
    enum Transposed {
        QUERIES("transA"),
        ROWS("transB");

        private final String attribute;

        Transposed(String attribute) {
            this.attribute = attribute;
        }
    }

    /// A session that computes on the calling thread, any number of calls at once. It is never closed: it lives as long
    /// as the process and holds no weights.
    static OrtSession open(Transposed transposed) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            return OnnxEnvironment.get().createSession(bytes(transposed), options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot open a graph of one node", e);
        }
    }

    private static byte[] bytes(Transposed transposed) {
        OnnxMl.NodeProto.Builder product = OnnxMl.NodeProto.newBuilder()
                .setOpType("Gemm")
                .addInput(QUERIES)
                .addInput(ROWS)
                .addOutput(PRODUCTS)
                .addAttribute(OnnxMl.AttributeProto.newBuilder()
                        .setName(transposed.attribute)
                        .setType(OnnxMl.AttributeProto.AttributeType.INT)
                        .setI(1));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("products")
                        .addNode(product)
                        .addInput(floats(QUERIES, "queryRows", "queryColumns"))
                        .addInput(floats(ROWS, "rowRows", "rowColumns"))
                        .addOutput(floats(PRODUCTS, "m", "n")))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto floats(String name, String rows, String columns) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(OnnxMl.TensorShapeProto.newBuilder()
                                        .addDim(axis(rows))
                                        .addDim(axis(columns)))))
                .build();
    }

    private static OnnxMl.TensorShapeProto.Dimension axis(String name) {
        return OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
    }
}
