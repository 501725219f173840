package dev.sextant.explorer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Settings of the explorer.
@ConfigMapping(prefix = "sextant.explorer")
public interface ExplorerConfig {

    /// Whether a collection to look at is made when a data directory is used for the first time.
    @WithDefault("true")
    boolean sample();
}
