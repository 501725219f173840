package dev.sextant.model;

import ai.onnxruntime.OrtException;
import dev.sextant.Fault;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One configured model. It is loaded when it is first used, once however many callers come first; a failure goes to
/// all who waited for it, and the next caller tries again.
final class Model {
    private static final Logger LOG = Logger.getLogger(Model.class);

    private final String id;
    private final ModelFiles files;
    private final OnnxRuntime runtime;
    private final AtomicReference<@Nullable CompletableFuture<LoadedModel>> loading = new AtomicReference<>();
    private final AtomicInteger failedLoads = new AtomicInteger();
    private volatile long loadNanos;
    private volatile @Nullable String error;
    private volatile @Nullable ModelInfo description;

    Model(String id, ModelFiles files, OnnxRuntime runtime) {
        this.id = id;
        this.files = files;
        this.runtime = runtime;
        files.remember(new KeptDigests(runtime.files()));
    }

    String id() {
        return id;
    }

    ModelFiles files() {
        return files;
    }

    /// The model, loaded.
    ///
    /// @throws Fault.Unavailable if it cannot be loaded; the message says why
    LoadedModel get() {
        var promise = new CompletableFuture<LoadedModel>();
        var existing = loading.compareAndExchange(null, promise);
        if (existing != null) {
            return join(existing);
        }
        try {
            LoadedModel model = load();
            error = null;
            promise.complete(model);
            return model;
        } catch (Fault fault) {
            error = fault.detail();
            failedLoads.incrementAndGet();
            LOG.error(fault.detail(), fault.getCause());
            loading.set(null);
            promise.completeExceptionally(fault);
            throw fault;
        } finally {
            if (!promise.isDone()) {
                loading.set(null);
                promise.completeExceptionally(new Fault.Unavailable("model %s was not loaded".formatted(id), null));
            }
        }
    }

    private static LoadedModel join(CompletableFuture<LoadedModel> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Fault fault ? fault : e;
        }
    }

    private LoadedModel load() {
        long started = System.nanoTime();
        files.refresh();
        description = null;
        try {
            LoadedModel model = LoadedModel.load(id, files, runtime);
            loadNanos = System.nanoTime() - started;
            LOG.infof(
                    "Loaded model %s (%d dimensions, window %d, %s) on %s in %d ms",
                    id,
                    model.spec().dimensions(),
                    model.spec().window(),
                    model.onnx().precision(),
                    runtime.device().name(),
                    loadNanos / 1_000_000);
            return model;
        } catch (IOException | RuntimeException | LinkageError e) {
            // A file can be wrong in ways that only a library finds, and a native library can be missing: whatever it
            // is, the caller hears that the model is not there, and the next call tries again.
            throw new Fault.Unavailable("model %s cannot be loaded: %s".formatted(id, e.getMessage()), e);
        }
    }

    /// The model if it is loaded by now.
    Optional<LoadedModel> ifLoaded() {
        var future = loading.get();
        return future != null && future.isDone() && !future.isCompletedExceptionally()
                ? Optional.of(future.join())
                : Optional.empty();
    }

    /// How long its load took, in seconds; 0 until it is loaded.
    double loadSeconds() {
        return loadNanos / 1e9;
    }

    /// How many times it could not be loaded.
    int failedLoads() {
        return failedLoads.get();
    }

    /// What anyone may know of the model, read from its files where it is not loaded.
    ModelInfo info() {
        ModelInfo known = description;
        if (known == null) {
            try {
                known = describe();
                description = known;
            } catch (IOException | RuntimeException e) {
                return new ModelInfo(id, null, null, null, null, null, null, false, String.valueOf(e.getMessage()));
            }
        }
        return new ModelInfo(
                id,
                known.dimensions(),
                known.window(),
                known.pooling(),
                known.precision(),
                known.fingerprint(),
                known.files(),
                ifLoaded().isPresent(),
                error);
    }

    /// Why the device will not run it, as far as its files tell, if so.
    Optional<String> refusal() {
        return Optional.ofNullable(info().precision()).flatMap(runtime.device()::refusal);
    }

    /// Where the model's vectors lie.
    ///
    /// @throws Fault.Unavailable if its files cannot be read
    ModelSpace space() {
        Optional<LoadedModel> loaded = ifLoaded();
        if (loaded.isPresent()) {
            return new ModelSpace(
                    id, loaded.get().fingerprint(), loaded.get().spec().dimensions());
        }
        ModelInfo info = info();
        if (info.fingerprint() == null || info.dimensions() == null) {
            throw new Fault.Unavailable("model %s cannot be read: %s".formatted(id, info.error()), null);
        }
        return new ModelSpace(id, info.fingerprint(), info.dimensions());
    }

    private ModelInfo describe() throws IOException {
        ModelSpec spec = FolderReader.read(id, files);
        String precision = ifLoaded().isPresent()
                ? ifLoaded().get().onnx().precision()
                : OnnxGraph.parse(files.read(spec.graphFile(), 0)).precision();
        return new ModelInfo(
                id,
                spec.dimensions(),
                spec.window(),
                spec.pooling().stream().map(Pooling::mode).collect(Collectors.joining("+")),
                precision,
                ModelFingerprint.of(spec, files),
                ModelFingerprint.files(spec, files),
                false,
                null);
    }

    /// Closes the model; one that is being loaded, when it is.
    void close() throws OrtException {
        var future = loading.get();
        if (future != null) {
            future.exceptionally(_ -> null).join();
        }
        if (ifLoaded().isPresent()) {
            ifLoaded().get().close();
        }
    }
}
