package dev.sextant.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sextant.vectors.OnnxEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Graphs that were optimised once, head and all, in ONNX Runtime's own format. Such a file is mapped and run where it
/// lies: nothing is parsed, and its weights are not copied. The runtime trusts it blindly, hence the seal.
final class KeptGraphs {
    /// What [PoolingHead] and the optimiser make of a graph; another number where that changes, so that older files are
    /// passed over.
    static final int VERSION = 1;

    private static final Logger LOG = Logger.getLogger(KeptGraphs.class);

    private final KeptFiles files;

    KeptGraphs(KeptFiles files) {
        this.files = files;
    }

    /// Opens a graph that was kept.
    ///
    /// @param fingerprint the model's
    /// @return empty if there is none, or none that can be used
    Optional<OrtSession> find(String fingerprint, OrtSession.SessionOptions options) {
        return files.find(name(fingerprint)).flatMap(path -> open(path, options));
    }

    /// Optimises a graph, keeps it, and opens what was kept, so that a first start computes with what later ones use.
    ///
    /// @param graph the ONNX file in native memory, from position to limit; its weights are in it
    /// @return empty if it could not be kept
    Optional<OrtSession> make(String fingerprint, ByteBuffer graph, OrtSession.SessionOptions options) {
        return files.keep(name(fingerprint), target -> optimise(graph, target)).flatMap(path -> open(path, options));
    }

    static String name(String fingerprint) {
        return "graphs/%s-%d-onnxruntime-%s.ort"
                .formatted(fingerprint, VERSION, OnnxEnvironment.get().getVersion());
    }

    /// As far as it does not depend on the processor, so that the file can be made elsewhere, in an image for instance.
    private static void optimise(ByteBuffer graph, Path target) throws IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(target.toString());
            options.addConfigEntry("session.save_model_format", "ORT");
            // Weights are arranged for this processor when the file is opened.
            options.addConfigEntry("session.disable_prepacking", "1");
            OnnxEnvironment.get().createSession(graph.duplicate(), options).close();
            SealedFile.seal(target);
        } catch (OrtException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Optional<OrtSession> open(Path path, OrtSession.SessionOptions options) {
        try {
            Optional<ByteBuffer> graph = SealedFile.open(path);
            if (graph.isEmpty()) {
                LOG.infof("%s is damaged, and is made again", path);
                return Optional.empty();
            }
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.addConfigEntry("session.load_model_format", "ORT");
            options.addConfigEntry("session.use_ort_model_bytes_directly", "1");
            options.addConfigEntry("session.use_ort_model_bytes_for_initializers", "1");
            return Optional.of(OnnxEnvironment.get().createSession(graph.get(), options));
        } catch (IOException | OrtException e) {
            LOG.infof("%s cannot be opened, and is made again: %s", path, e.getMessage());
            return Optional.empty();
        }
    }
}
