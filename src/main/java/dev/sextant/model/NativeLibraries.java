package dev.sextant.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
        if (resource == null) {
            return Optional.empty();
        }
        try {
            Content wanted = Content.of(resource);
            String kept = "native/%08x/%s".formatted(wanted.checksum, name);
            Optional<Path> found = files.find(kept);
            return found.isPresent() && Content.of(found.get()).equals(wanted)
                    ? found
                    : files.keep(kept, target -> copy(resource, target));
        } catch (IOException e) {
            LOG.infof("%s cannot be unpacked beforehand: %s", name, e);
            return Optional.empty();
        }
    }

    /// @param checksum CRC-32
    private record Content(long bytes, long checksum) {
        /// A jar knows it; what lies in a native image is read.
        static Content of(URL resource) throws IOException {
            if (resource.openConnection() instanceof JarURLConnection jar) {
                JarEntry entry = jar.getJarEntry();
                return new Content(entry.getSize(), entry.getCrc());
            }
            CRC32 checksum = new CRC32();
            try (InputStream in = new CheckedInputStream(resource.openStream(), checksum)) {
                return new Content(in.transferTo(OutputStream.nullOutputStream()), checksum.getValue());
            }
        }

        static Content of(Path library) throws IOException {
            try (FileChannel file = FileChannel.open(library)) {
                CRC32 checksum = new CRC32();
                checksum.update(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()));
                return new Content(file.size(), checksum.getValue());
            }
        }
    }

    private static void copy(URL resource, Path target) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, target);
        }
    }
}
