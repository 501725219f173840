package dev.sextant.model;

import dev.sextant.Fault;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Loads the default model while the rest of the server starts, once all settings have proved right: a process that
/// ends while ONNX Runtime opens a graph ends with a crash. Whoever asks for the model meanwhile waits for this load.
@Singleton
final class HeadStart {
    /// Behind all others that look at settings.
    private static final int LAST = Integer.MAX_VALUE;

    private static final Logger LOG = Logger.getLogger(HeadStart.class);

    private final ModelConfig config;
    private final ModelStore models;
    private final OnnxRuntime runtime;

    @Inject
    HeadStart(ModelConfig config, ModelStore models, OnnxRuntime runtime) {
        this.config = config;
        this.models = models;
        this.runtime = runtime;
    }

    void begin(@Observes @Priority(LAST) StartupEvent event) {
        if (config.preload() != ModelConfig.Preload.FALSE && !runtime.lacksCuda()) {
            Thread.ofPlatform().name("model-head-start").daemon().start(this::load);
        }
    }

    private void load() {
        try {
            models.get(null).get();
        } catch (Fault fault) {
            LOG.debugf("The model is loaded with the first request for it, then: %s", fault.detail());
        }
    }
}
