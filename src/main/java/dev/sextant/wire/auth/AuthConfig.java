package dev.sextant.wire.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Who may call. Everybody, where neither a file nor a list names keys.
@ConfigMapping(prefix = "sextant.auth")
public interface AuthConfig {

    /// What a path asks of its callers.
    enum Guard {
        /// A key.
        KEY,
        /// Nothing.
        NONE
    }

    /// File of keys, one a line: a name, a scope, and the key or its hash.
    Optional<Path> keysFile();

    /// Keys or their hashes, separated by commas; each may do everything.
    Optional<List<String>> keys();

    /// What events ask for. Triggers of Knative cannot send a key.
    @WithDefault("key")
    Guard events();

    /// What the figures ask for. They hold no texts and no names of documents.
    @WithDefault("none")
    Guard metrics();

    /// Names that callers may call this server by, beside addresses and `localhost`. Looked at where some are given,
    /// and where there are no keys and the server listens on this machine alone.
    Optional<List<String>> hosts();
}
