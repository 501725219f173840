package dev.sextant.collection.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where collections are kept.
@ConfigMapping(prefix = "sextant")
interface StoreConfig {

    /// Directory of the collections; one process uses it at a time.
    @WithDefault("${user.home}/.sextant")
    Path dataDir();
}
