package dev.sextant.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.sextant.vectors.OnnxEnvironment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens sessions on the device that was asked for. The native library is loaded with the first session.
@Singleton
final class OnnxRuntime {
    /// The library that only the CUDA build carries.
    private static final String CUDA_LIBRARY = "libonnxruntime_providers_cuda.so";

    private static final Logger LOG = Logger.getLogger(OnnxRuntime.class);

    private final DeviceConfig.Choice choice;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final int lanes;
    private final KeptFiles files;
    private final NativeLibraries libraries;
    private final KeptGraphs graphs;
    private volatile Device device;

    @Inject
    OnnxRuntime(DeviceConfig deviceConfig, BatchConfig batchConfig, ModelCacheConfig cacheConfig) {
        choice = deviceConfig.device();
        files = new KeptFiles(cacheConfig.cacheDir());
        libraries = new NativeLibraries(files);
        graphs = new KeptGraphs(files);
        if (!hasCuda()) {
            OnnxEnvironment.beforeStart(libraries::onnxRuntime);
        }
        device = expected();
        lanes = device.isCuda() ? 1 : Math.max(1, cores / batchConfig.threads());
    }

    /// The device in use; before the first session the one that will be tried.
    Device device() {
        return device;
    }

    /// What is kept on disk.
    KeptFiles files() {
        return files;
    }

    /// The native libraries that are kept there.
    NativeLibraries libraries() {
        return libraries;
    }

    /// How many batches are to run at once: on the CPU as many as keep all cores busy, on a GPU one after the other.
    int lanes() {
        return lanes;
    }

    /// Whether CUDA was asked for in a build that cannot have it.
    boolean lacksCuda() {
        return choice == DeviceConfig.Choice.CUDA && !hasCuda();
    }

    private Device expected() {
        String requested = choice.name().toLowerCase(Locale.ROOT);
        if (choice != DeviceConfig.Choice.CPU && hasCuda()) {
            return new Device("cuda", requested, Optional.empty());
        }
        Optional<String> fallback = choice == DeviceConfig.Choice.AUTO
                ? Optional.of("this build has no CUDA; build with the Maven profile cuda to use a GPU")
                : Optional.empty();
        return new Device("cpu", requested, fallback);
    }

    private static boolean hasCuda() {
        // ONNX Runtime's own property names a folder of libraries that replace those in its jar.
        @Nullable String replaced = System.getProperty("onnxruntime.native.path");
        return OrtSession.class.getResource("/ai/onnxruntime/native/linux-x64/" + CUDA_LIBRARY) != null
                || (replaced != null && Files.exists(Path.of(replaced, CUDA_LIBRARY)));
    }

    /// @param graph the ONNX file in native memory, from position to limit
    /// @param folder where the graph's external data lies, if it may have any
    /// @throws IOException if the graph cannot be run, or not on the device asked for
    OrtSession open(ByteBuffer graph, Optional<Path> folder) throws IOException {
        if (choice != DeviceConfig.Choice.CPU && hasCuda()) {
            try {
                return open(graph, folder, true);
            } catch (OrtException e) {
                if (choice == DeviceConfig.Choice.CUDA) {
                    throw new IOException("sextant.device=cuda, but CUDA does not work: " + e.getMessage(), e);
                }
                device = new Device("cpu", "auto", Optional.of("CUDA does not work: " + e.getMessage()));
                LOG.warnf("Models run on the CPU: %s", device.fallback().orElseThrow());
            }
        } else if (choice == DeviceConfig.Choice.CUDA) {
            throw new IOException("sextant.device=cuda, but this build has no CUDA; build with the Maven profile cuda");
        }
        try {
            return open(graph, folder, false);
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime cannot open the graph: " + e.getMessage(), e);
        }
    }

    /// Opens the graph that was kept of a model.
    ///
    /// @return empty if there is none that can be used, and on CUDA, where the model's own is opened
    /// @throws IOException if ONNX Runtime fails
    Optional<OrtSession> kept(String fingerprint) throws IOException {
        return withOptions(options -> graphs.find(fingerprint, options));
    }

    /// Optimises a graph, keeps it and opens that.
    ///
    /// @param graph the ONNX file in native memory, from position to limit; its weights are in it
    /// @return empty if it cannot be kept
    /// @throws IOException if ONNX Runtime fails
    Optional<OrtSession> keep(String fingerprint, ByteBuffer graph) throws IOException {
        return withOptions(options -> graphs.make(fingerprint, graph, options));
    }

    private Optional<OrtSession> withOptions(Function<OrtSession.SessionOptions, Optional<OrtSession>> open)
            throws IOException {
        if (choice == DeviceConfig.Choice.CUDA || device.name().equals("cuda")) {
            return Optional.empty();
        }
        try (LoadTimes _ = LoadTimes.of("kept graph");
                OrtSession.SessionOptions options = options()) {
            return open.apply(options);
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime does not start: " + e.getMessage(), e);
        }
    }

    private OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(cores / lanes);
        // Plans are kept for every shape; batches come in thousands of shapes.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private OrtSession open(ByteBuffer graph, Optional<Path> folder, boolean cuda) throws OrtException {
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = options()) {
            if (folder.isPresent()) {
                options.addConfigEntry(
                        "session.model_external_initializers_file_folder_path",
                        folder.get().toAbsolutePath().toString());
            }
            if (cuda) {
                if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
                    throw new OrtException("the runtime offers " + OrtEnvironment.getAvailableProviders());
                }
                options.addCUDA();
            }
            return environment.createSession(graph, options);
        }
    }
}
