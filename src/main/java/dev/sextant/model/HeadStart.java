package dev.sextant.model;

import dev.sextant.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Loads the default model while the rest of the server starts, beginning as early as there are beans. Whoever asks for
/// the model meanwhile waits for this load.
@Singleton
final class HeadStart {
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

    void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
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
