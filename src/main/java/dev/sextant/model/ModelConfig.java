package dev.sextant.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Map;

/// Settings of the default model.
@ConfigMapping(prefix = "sextant.model")
public interface ModelConfig {

    /// Id of the model that a request gets when it names none.
    @WithDefault(BuiltInModels.FP32)
    @WithName("default")
    String defaultId();

    /// When the default model is loaded.
    enum Preload {
        /// With the first request for it.
        FALSE,
        /// While the server starts, which does not wait for it.
        BACKGROUND,
        /// While the server starts, which is ready only when the model's vectors have proved right.
        TRUE
    }

    @WithDefault("background")
    Preload preload();

    /// SHA-256 in hexadecimal that a model's graph, weights and tokenizer may have, by its id.
    Map<String, List<String>> sha256();
}
