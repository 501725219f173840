package dev.sextant.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A model folder with its graph fused, beside the one that it is made from.
public final class FusedFolder {
    private FusedFolder() {}

    /// Writes `onnx/model.onnx`, fused, and every file that Sextant reads of the source.
    ///
    /// @param source id of a built-in model, or a folder
    /// @param half whether the graph is to compute in float16, for a card; float32 otherwise
    /// @param target a folder, made if it is not there
    /// @throws IOException if the source cannot be read or is not such a model, or the target cannot be written
    public static void write(String source, boolean half, Path target) throws IOException {
        ModelFiles files = BuiltInModels.all().get(source);
        files = files == null ? new FolderFiles(Path.of(source)) : files;
        ModelSpec spec = FolderReader.read(source, files);
        byte[] graph = fused(spec, files, half);
        copy(files, target);
        Path onnx = Files.createDirectories(target.resolve("onnx")).resolve("model.onnx");
        Files.write(onnx, graph);
    }

    private static byte[] fused(ModelSpec spec, ModelFiles files, boolean half) throws IOException {
        try {
            OnnxGraph graph = OnnxGraph.parse(files.read(spec.graphFile(), 0));
            boolean types = graph.inputs().contains("token_type_ids");
            BertWeights weights = new BertWeights(graph.proto(), files, spec.graphFile());
            return FusedBert.write(BertShape.read(files.json("config.json")), weights, types, half)
                    .toByteArray();
        } catch (IOException e) {
            throw new IOException("%s of %s cannot be fused: %s".formatted(spec.graphFile(), files, e.getMessage()), e);
        }
    }

    /// Copies what Sextant reads of a folder, the graph aside.
    static void copy(ModelFiles files, Path target) throws IOException {
        for (String name : carried(files)) {
            Path copy = target.resolve(name);
            Files.createDirectories(copy.getParent());
            try (InputStream in = files.open(name)) {
                Files.write(copy, in.readAllBytes());
            }
        }
    }

    private static List<String> carried(ModelFiles files) throws IOException {
        List<String> names = new ArrayList<>(FolderReader.FILES);
        names.add(ModelStore.RANGES);
        names.add(ModelStore.GOLDEN);
        if (files.has("modules.json")) {
            for (JsonNode module : files.json("modules.json")) {
                String path = module.path("path").asText();
                if (!path.isEmpty()) {
                    names.add(path + "/config.json");
                    names.add(path + "/model.safetensors");
                }
            }
        }
        return names.stream().filter(files::has).toList();
    }
}
