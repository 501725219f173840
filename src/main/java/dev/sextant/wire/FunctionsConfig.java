package dev.sextant.wire;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Which functions a process exports.
@ConfigMapping(prefix = "sextant")
public interface FunctionsConfig {

    /// Names of functions, separated by commas; all of them when not set.
    Optional<List<String>> functions();
}
