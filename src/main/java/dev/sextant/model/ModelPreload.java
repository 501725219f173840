package dev.sextant.model;

import dev.sextant.Fault;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/// Readiness: able to try. A model not loaded yet is no reason to be unready, unless it is to be preloaded; then the
/// pod is ready when the model is loaded and its vectors have proved right.
@Readiness
@Singleton
final class ModelPreload implements HealthCheck {
    private enum State {
        ON_FIRST_USE,
        LOADING,
        PROVED,
        FAILED
    }

    private static final Logger LOG = Logger.getLogger(ModelPreload.class);

    private final ModelConfig config;
    private final ModelStore models;
    private final Batcher batcher;
    private final OnnxRuntime runtime;
    private volatile State state = State.ON_FIRST_USE;
    private volatile String detail = "";

    @Inject
    ModelPreload(ModelConfig config, ModelStore models, Batcher batcher, OnnxRuntime runtime) {
        this.config = config;
        this.models = models;
        this.batcher = batcher;
        this.runtime = runtime;
    }

    void start(@Observes StartupEvent event) {
        if (runtime.lacksCuda()) {
            throw new ConfigurationException(
                    "sextant.device=cuda, but this build has no CUDA: build with the Maven profile cuda, or set sextant.device=auto");
        }
        if (config.preload() == ModelConfig.Preload.TRUE) {
            state = State.LOADING;
            Thread.ofPlatform().name("model-preload").daemon().start(this::load);
        } else if (runtime.device().isCuda()) {
            Thread.ofPlatform().name("model-refusal").daemon().start(this::sayIfRefused);
        }
    }

    /// Nobody should learn by the first request that the default model is not for this device.
    private void sayIfRefused() {
        Model model = models.get(null);
        model.refusal().ifPresent(why -> LOG.errorf("Model %s, the default one, will not run: %s", model.id(), why));
    }

    private void load() {
        Model model = models.get(null);
        try {
            GoldenVectors.check(model.id(), model.get(), model.files(), batcher);
            state = State.PROVED;
        } catch (Fault fault) {
            detail = fault.detail();
            state = State.FAILED;
        }
    }

    @Override
    public HealthCheckResponse call() {
        // A failed preload is tried again with every probe: what was missing may be there by now.
        if (state == State.FAILED) {
            load();
        }
        return HealthCheckResponse.named("model")
                .status(state == State.ON_FIRST_USE || state == State.PROVED)
                .withData("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .withData("detail", detail)
                .build();
    }
}
