package dev.sextant.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.jboss.logging.Logger;

/// The native code that comes in jars, unpacked once and not with every start (ADR 27). A library's folder is named
/// after its checksum in the jar, and it is held against that before it is used.
final class NativeLibraries {
    private static final Logger LOG = Logger.getLogger(NativeLibraries.class);
    private static final String ARCHITECTURE = System.getProperty("os.arch", "");
    private static final boolean IS_ARM = ARCHITECTURE.equals("aarch64");
    private static final String SYSTEM =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "osx-" : "linux-";

    private final KeptFiles files;

    NativeLibraries(KeptFiles files) {
        this.files = files;
    }

    /// Tells ONNX Runtime where its libraries lie, unless somebody has told it.
    void onnxRuntime() {
        String folder = "/ai/onnxruntime/native/" + SYSTEM + (IS_ARM ? "aarch64" : "x64") + "/";
        for (String name : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            String key = "onnxruntime.native.%s.path".formatted(name);
            if (System.getProperty("onnxruntime.native.path") == null && System.getProperty(key) == null) {
                unpacked(OrtSession.class, folder, name)
                        .ifPresent(library -> System.setProperty(key, library.toString()));
            }
        }
    }

    /// Tells the tokenizer's library the same.
    void tokenizer() {
        String key = "RUST_LIBRARY_PATH";
        if (System.getenv(key) == null && System.getProperty(key) == null) {
            String folder = "/native/lib/" + SYSTEM + (IS_ARM ? "aarch64" : "x86_64") + "/cpu/";
            unpacked(HuggingFaceTokenizer.class, folder, "tokenizers")
                    .ifPresent(library -> System.setProperty(key, library.toString()));
        }
    }

    private Optional<Path> unpacked(Class<?> owner, String folder, String library) {
        String name = System.mapLibraryName(library);
        URL resource = owner.getResource(folder + name);
        try {
            if (resource == null || !(resource.openConnection() instanceof JarURLConnection jar)) {
                return Optional.empty();
            }
            JarEntry entry = jar.getJarEntry();
            String kept = "native/%08x/%s".formatted(entry.getCrc(), name);
            Optional<Path> found = files.find(kept);
            return found.isPresent() && isWhole(found.get(), entry)
                    ? found
                    : files.keep(kept, target -> copy(resource, target));
        } catch (IOException e) {
            LOG.infof("%s cannot be unpacked beforehand: %s", name, e);
            return Optional.empty();
        }
    }

    private static boolean isWhole(Path library, JarEntry entry) throws IOException {
        try (FileChannel file = FileChannel.open(library)) {
            if (file.size() != entry.getSize()) {
                return false;
            }
            CRC32 checksum = new CRC32();
            checksum.update(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()));
            return checksum.getValue() == entry.getCrc();
        }
    }

    private static void copy(URL resource, Path target) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, target);
        }
    }
}
