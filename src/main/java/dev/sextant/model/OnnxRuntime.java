package dev.sextant.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.sextant.vectors.OnnxEnvironment;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jboss.logging.Logger;

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
    /// Graphs that a session reads where they lie: to be reachable as long as it is.
    private final Map<OrtSession, ByteBuffer> mapped = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile Device device;

    @Inject
    OnnxRuntime(
            DeviceConfig deviceConfig, BatchConfig batchConfig, ModelCacheConfig cacheConfig, MeterRegistry metrics) {
        choice = deviceConfig.device();
        files = new KeptFiles(cacheConfig.cacheDir());
        libraries = new NativeLibraries(files);
        if (!hasCuda()) {
            OnnxEnvironment.beforeStart(libraries::onnxRuntime);
        }
        device = expected();
        lanes = device.name().equals("cuda") ? 1 : Math.max(1, cores / batchConfig.threads());
        for (String name : new String[] {"cpu", "cuda"}) {
            Gauge.builder(
                            "sextant.device",
                            this,
                            runtime -> runtime.device.name().equals(name) ? 1 : 0)
                    .description("1 for the device that models run on")
                    .tag("device", name)
                    .tag("requested", device.requested())
                    .register(metrics);
        }
        Gauge.builder(
                        "sextant.device.fallback",
                        this,
                        runtime -> runtime.device.fallback().isPresent() ? 1 : 0)
                .description("1 where models run on the CPU because CUDA, which auto prefers, does not work")
                .register(metrics);
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
        Path replaced = Path.of(System.getProperty("onnxruntime.native.path", ""));
        return OrtSession.class.getResource("/ai/onnxruntime/native/linux-x64/" + CUDA_LIBRARY) != null
                || Files.exists(replaced.resolve(CUDA_LIBRARY));
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

    /// Opens a graph that was kept.
    ///
    /// @param fingerprint the model's
    /// @return empty if there is none that can be used; never one for CUDA, whose sessions are made from the model
    Optional<OrtSession> kept(String fingerprint) {
        return usesCuda() ? Optional.empty() : files.find(name(fingerprint)).flatMap(this::mapped);
    }

    /// Optimises a graph, keeps it, and opens what was kept, so that a first start computes with what later ones use.
    ///
    /// @param graph the ONNX file in native memory, from position to limit
    /// @return empty if nothing is to be kept, or could be
    Optional<OrtSession> keep(String fingerprint, ByteBuffer graph) {
        if (usesCuda() || !files.isEnabled()) {
            return Optional.empty();
        }
        return files.keep(name(fingerprint), target -> optimise(graph, target)).flatMap(this::mapped);
    }

    private boolean usesCuda() {
        return device.name().equals("cuda");
    }

    private static String name(String fingerprint) {
        return "graphs/%s-%d-onnxruntime-%s.ort"
                .formatted(
                        fingerprint, PoolingHead.VERSION, OnnxEnvironment.get().getVersion());
    }

    /// As far as it does not depend on the processor, so that the file can be made elsewhere, in an image for instance.
    private static void optimise(ByteBuffer graph, Path target) throws IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(target.toString());
            options.addConfigEntry("session.save_model_format", "ORT");
            options.addConfigEntry("session.disable_prepacking", "1");
            OnnxEnvironment.get().createSession(graph.duplicate(), options).close();
            KeptGraph.seal(target);
        } catch (OrtException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Optional<OrtSession> mapped(Path kept) {
        return KeptGraph.open(kept).flatMap(graph -> {
            try (OrtSession.SessionOptions options = options()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
                options.addConfigEntry("session.load_model_format", "ORT");
                options.addConfigEntry("session.use_ort_model_bytes_directly", "1");
                options.addConfigEntry("session.use_ort_model_bytes_for_initializers", "1");
                OrtSession session = OnnxEnvironment.get().createSession(graph, options);
                mapped.put(session, graph);
                return Optional.of(session);
            } catch (OrtException e) {
                LOG.infof("%s cannot be opened, and is made again: %s", kept, e.getMessage());
                return Optional.empty();
            }
        });
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
