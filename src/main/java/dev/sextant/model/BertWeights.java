package dev.sextant.model;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The weights of a BERT encoder in an ONNX export of it, by the names that they have in transformers. An export keeps
/// the names of biases, tables and norms, with something before them; the matrices have lost theirs, and are found as
/// what is multiplied before a bias is added.
final class BertWeights {
    private final Map<String, OnnxMl.TensorProto> tensors = new HashMap<>();
    private final Map<String, OnnxMl.NodeProto> producers = new HashMap<>();
    private final Map<String, OnnxMl.NodeProto> additions = new HashMap<>();

    private final ModelFiles files;
    private final String graphFile;

    /// @param files where the graph lies, for weights that are kept beside it
    BertWeights(OnnxMl.GraphProto graph, ModelFiles files, String graphFile) {
        this.files = files;
        this.graphFile = graphFile;
        graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        for (OnnxMl.NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(output -> producers.put(output, node));
            if (node.getOpType().equals("Identity") && tensors.containsKey(node.getInput(0))) {
                // Equal tensors are kept once; the others are named by such a node.
                tensors.put(node.getOutput(0), tensors.get(node.getInput(0)));
            } else if (node.getOpType().equals("Add")) {
                node.getInputList().forEach(input -> additions.putIfAbsent(input, node));
            }
        }
    }

    boolean has(String name) {
        return tensors.keySet().stream().anyMatch(full -> isNamed(full, name));
    }

    /// A table, a bias or a norm.
    ///
    /// @throws IOException if the graph has none of that name, or it is not float32
    float[] named(String name) throws IOException {
        return floats(fullName(name));
    }

    /// The matrix of a dense layer.
    ///
    /// @param layer name of the layer, without `.bias`
    /// @return `[inputs × outputs]`, row-major
    float[] matrix(String layer) throws IOException {
        OnnxMl.NodeProto addition = additions.get(fullName(layer + ".bias"));
        if (addition != null) {
            for (String input : addition.getInputList()) {
                OnnxMl.NodeProto product = producers.get(input);
                if (product != null && product.getOpType().equals("MatMul")) {
                    return floats(product.getInput(1));
                }
            }
        }
        throw new IOException("no matrix product comes before %s.bias".formatted(layer));
    }

    private float[] floats(String fullName) throws IOException {
        OnnxMl.TensorProto tensor = tensors.get(fullName);
        if (tensor == null) {
            throw new IOException("%s is not stored in the graph".formatted(fullName));
        }
        return OnnxTensors.floats(tensor, files, graphFile);
    }

    private String fullName(String name) throws IOException {
        return tensors.keySet().stream()
                .filter(full -> isNamed(full, name))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no %s in the graph".formatted(name)));
    }

    private static boolean isNamed(String full, String name) {
        return full.equals(name) || full.endsWith("." + name);
    }
}
