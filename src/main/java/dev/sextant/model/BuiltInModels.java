package dev.sextant.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models that come with Sextant: all-MiniLM-L6-v2 in float32 and quantised to int8. Weights and tokenizer come
/// from Maven artifacts, as data; the rest of the folder, which those leave out, is Sextant's own.
final class BuiltInModels {
    static final String FP32 = "all-minilm-l6-v2";
    static final String INT8 = "all-minilm-l6-v2-int8";

    /// SHA-256 of weights and tokenizer: a build that was given others does not run them.
    private static final String WEIGHTS_FP32 = "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e";

    private static final String WEIGHTS_INT8 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    private static final String TOKENIZER = "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

    private static final String FOLDER = "/dev/sextant/model/all-minilm-l6-v2/";

    private BuiltInModels() {}

    /// Id to files of every built-in model.
    static Map<String, ModelFiles> all() {
        return Map.of(
                FP32,
                new ArtifactFiles(
                        Map.of(
                                "model.onnx",
                                "/all-minilm-l6-v2.onnx",
                                "tokenizer.json",
                                "/all-minilm-l6-v2-tokenizer.json",
                                ModelStore.RANGES,
                                "/dev/sextant/model/all-minilm-l6-v2.ranges.json",
                                ModelStore.GOLDEN,
                                "/dev/sextant/model/all-minilm-l6-v2.golden.json"),
                        Set.of(WEIGHTS_FP32, TOKENIZER)),
                INT8,
                new ArtifactFiles(
                        Map.of(
                                "model.onnx",
                                "/all-minilm-l6-v2-q.onnx",
                                "tokenizer.json",
                                "/all-minilm-l6-v2-q-tokenizer.json",
                                ModelStore.RANGES,
                                "/dev/sextant/model/all-minilm-l6-v2-int8.ranges.json",
                                ModelStore.GOLDEN,
                                "/dev/sextant/model/all-minilm-l6-v2.golden.json"),
                        Set.of(WEIGHTS_INT8, TOKENIZER)));
    }

    /// A model folder laid out over resources.
    static final class ArtifactFiles extends ModelFiles {
        private final Map<String, String> resources;

        /// @param resources file name to absolute resource name; other names are looked up in the shared folder
        ArtifactFiles(Map<String, String> resources, Set<String> pinned) {
            super(pinned);
            this.resources = resources;
        }

        @Override
        boolean has(String name) {
            return resource(name) != null;
        }

        @Override
        InputStream open(String name) throws IOException {
            return required(name).openStream();
        }

        @Override
        long size(String name) throws IOException {
            return required(name).openConnection().getContentLengthLong();
        }

        /// Name, size and CRC-32 of the jar's entry: what is in the file, wherever the jar lies.
        @Override
        Optional<String> stamp(String name) throws IOException {
            return required(name).openConnection() instanceof JarURLConnection jar
                    ? Optional.of("%s %d %08x"
                            .formatted(
                                    jar.getEntryName(),
                                    jar.getJarEntry().getSize(),
                                    jar.getJarEntry().getCrc()))
                    : Optional.empty();
        }

        @Override
        Optional<Path> folder() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "the built-in model";
        }

        private URL required(String name) throws IOException {
            URL resource = resource(name);
            if (resource == null) {
                throw new FileNotFoundException("no resource for " + name);
            }
            return resource;
        }

        private @Nullable URL resource(String name) {
            return BuiltInModels.class.getResource(resources.getOrDefault(name, FOLDER + name));
        }
    }
}
