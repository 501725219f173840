package dev.sextant.explorer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A first visit: a server with the sample and nothing else. Tests of one run share it, so each keeps to collections of
/// its own and leaves the sample as it is.
public final class ExplorerProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Path data = Files.createTempDirectory(target, "explorer-data-").toAbsolutePath();
            return Map.of("sextant.explorer.sample", "true", "sextant.data-dir", data.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
