package dev.sextant.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// Where models and native libraries are kept in the form that opens fastest.
@ConfigMapping(prefix = "sextant.model")
public interface ModelCacheConfig {

    /// A folder that may be deleted at any time; processes share it. Empty keeps nothing.
    @WithDefault("${user.home}/.sextant/cache")
    Optional<Path> cacheDir();
}
