package dev.sextant.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// Settings of the default model.
@ConfigMapping(prefix = "sextant.model")
public interface ModelConfig {

    /// Id of the model that a request gets when it names none.
    @WithDefault(BuiltInModels.FP32)
    @WithName("default")
    String defaultId();

    /// Whether to load the default model at start, and to be ready only when its vectors have proved right.
    @WithDefault("false")
    boolean preload();
}
