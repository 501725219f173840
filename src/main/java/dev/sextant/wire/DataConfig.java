package dev.sextant.wire;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where a process keeps what lasts.
@ConfigMapping(prefix = "sextant")
public interface DataConfig {

    /// Folder of collections and jobs; one process uses it at a time.
    @WithDefault("${user.home}/.sextant")
    Path dataDir();
}
