package dev.sextant.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// Where models run. The key stands alone, so the mapping's prefix is the namespace's.
@ConfigMapping(prefix = "sextant")
public interface DeviceConfig {

    /// What was asked for: `auto` takes CUDA where it works and the CPU elsewhere, `cuda` fails where it does not.
    enum Choice {
        AUTO,
        CPU,
        CUDA
    }

    @WithName("device")
    @WithDefault("auto")
    Choice device();
}
