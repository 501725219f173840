package dev.sextant.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sextant.Fault;
import dev.sextant.vectors.Matrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A graph in ONNX Runtime, with the pooling inside it: tokens to embeddings. Thread-safe; how many batches run at once
/// is for [Batcher] to say.
final class OnnxModel implements AutoCloseable {
    /// Inputs that Sextant knows how to feed.
    private static final Set<String> KNOWN_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final ModelSpec spec;
    private final String precision;
    private final List<String> inputs;
    private final List<Pooling> pooling;
    private final OrtSession session;
    /// Buffers to be used again, as many as batches have run at once.
    private final Queue<BatchBuffers> spare = new ConcurrentLinkedQueue<>();
    /// Held by every batch that runs: a session that is closed under one takes the process with it.
    private final ReadWriteLock open = new ReentrantReadWriteLock();
    private boolean isClosed;

    private OnnxModel(ModelSpec spec, OrtSession session) throws OrtException {
        this.spec = spec;
        this.session = session;
        this.precision = session.getMetadata()
                .getCustomMetadataValue(PoolingHead.PRECISION)
                .orElse("unknown");
        Set<String> names = session.getInputNames();
        this.inputs = names.stream().filter(KNOWN_INPUTS::contains).toList();
        this.pooling = spec.pooling().stream()
                .filter(mode -> names.contains(PoolingHead.weights(mode)))
                .toList();
    }

    /// Opens what was kept when the model was loaded before; otherwise reads its own graph, and keeps that.
    ///
    /// @throws IOException if the graph is damaged, wants inputs that Sextant cannot feed, or gives no embeddings
    static OnnxModel load(ModelSpec spec, ModelFiles files, OnnxRuntime runtime) throws IOException {
        try {
            Optional<OrtSession> kept = ModelFingerprint.isKnown(spec, files)
                    ? runtime.kept(ModelFingerprint.of(spec, files))
                    : Optional.empty();
            return new OnnxModel(spec, kept.isPresent() ? kept.get() : open(spec, files, runtime));
        } catch (OrtException e) {
            throw new IOException("%s: %s".formatted(spec.graphFile(), e.getMessage()), e);
        }
    }

    private static OrtSession open(ModelSpec spec, ModelFiles files, OnnxRuntime runtime) throws IOException {
        ByteBuffer bytes = files.read(spec.graphFile(), PoolingHead.room(spec));
        OnnxGraph graph = parse(spec, bytes);
        List<String> unknown = new ArrayList<>(graph.inputs());
        unknown.removeAll(KNOWN_INPUTS);
        if (!unknown.isEmpty()) {
            throw new IOException(
                    "%s wants inputs %s; Sextant feeds %s".formatted(spec.graphFile(), unknown, KNOWN_INPUTS));
        }
        if (graph.tokenStates().or(graph::sentenceEmbedding).isEmpty()) {
            throw new IOException("%s gives %s; Sextant needs last_hidden_state, token_embeddings or sentence_embedding"
                    .formatted(spec.graphFile(), graph.outputs()));
        }
        byte[] head = PoolingHead.of(spec, graph);
        ByteBuffer whole = bytes.duplicate().limit(bytes.limit() + head.length);
        whole.put(bytes.limit(), head);
        try {
            if (!graph.hasExternalWeights()) {
                String fingerprint = ModelFingerprint.of(spec, files);
                // It may be there after all: what was not known was the digests.
                Optional<OrtSession> found = runtime.kept(fingerprint);
                Optional<OrtSession> kept = found.isPresent() ? found : runtime.keep(fingerprint, whole);
                if (kept.isPresent()) {
                    return kept.get();
                }
            }
            Optional<Path> folder =
                    files.folder().map(path -> path.resolve(spec.graphFile()).getParent());
            return runtime.open(whole, folder);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(spec.graphFile(), e.getMessage()), e);
        }
    }

    private static OnnxGraph parse(ModelSpec spec, ByteBuffer bytes) throws IOException {
        try {
            return OnnxGraph.parse(bytes);
        } catch (IOException e) {
            throw new IOException(
                    "%s is damaged, or a pointer to a file that was not fetched; fetch or export it again (%s)"
                            .formatted(spec.graphFile(), e.getMessage()),
                    e);
        }
    }

    String precision() {
        return precision;
    }

    /// Embeds one batch.
    ///
    /// @param rows at least one text
    /// @param normalize whether to give unit vectors
    /// @return `[rows × dimensions]`, in the order of the rows
    /// @throws OrtException if the runtime fails, for instance for lack of memory
    Matrix run(List<Tokens> rows, boolean normalize) throws OrtException {
        open.readLock().lock();
        try {
            if (isClosed) {
                throw new Fault.Unavailable("the server is shutting down", null);
            }
            return runOpen(rows, normalize);
        } finally {
            open.readLock().unlock();
        }
    }

    private Matrix runOpen(List<Tokens> rows, boolean normalize) throws OrtException {
        int width = rows.stream().mapToInt(Tokens::count).max().orElseThrow();
        Map<String, OnnxTensor> feed = new HashMap<>();
        BatchBuffers buffers = Objects.requireNonNullElseGet(spare.poll(), BatchBuffers::new);
        try {
            feed(feed, buffers, rows, width);
            String output = normalize ? PoolingHead.UNIT : PoolingHead.POOLED;
            try (OrtSession.Result result = session.run(feed, Set.of(output))) {
                FloatBuffer vectors = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] values = new float[vectors.remaining()];
                vectors.get(values);
                return Matrix.of(rows.size(), values.length / rows.size(), values);
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
            spare.add(buffers);
        }
    }

    private void feed(Map<String, OnnxTensor> feed, BatchBuffers buffers, List<Tokens> rows, int width)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {rows.size(), width};
        for (String name : inputs) {
            var buffer = switch (name) {
                case "input_ids" -> buffers.ids(rows, width, spec.padTokenId());
                case "attention_mask" -> buffers.mask(rows, width);
                default -> buffers.typeIds(rows, width);
            };
            feed.put(name, OnnxTensor.createTensor(environment, buffer, shape));
        }
        for (Pooling mode : pooling) {
            long[] weightShape =
                    mode == Pooling.MAX ? new long[] {rows.size(), width, 1} : new long[] {rows.size(), 1, width};
            FloatBuffer weights = buffers.weights(mode, rows, width);
            feed.put(PoolingHead.weights(mode), OnnxTensor.createTensor(environment, weights, weightShape));
        }
    }

    /// Waits for the batches that run.
    @Override
    public void close() throws OrtException {
        open.writeLock().lock();
        try {
            isClosed = true;
            session.close();
        } finally {
            open.writeLock().unlock();
        }
    }
}
