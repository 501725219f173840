package dev.sextant.info;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of the log.
@ConfigMapping(prefix = "sextant.log")
interface LogConfig {

    /// Whether each line is a JSON object.
    @WithDefault("false")
    boolean json();
}
