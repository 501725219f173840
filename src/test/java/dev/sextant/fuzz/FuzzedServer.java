package dev.sextant.fuzz;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.Map;

/// A server with a tiny model, a small cache and narrow limits, so that much is tried in little time and what grows is
/// a leak.
public final class FuzzedServer implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("sextant.data-dir", ScratchFolder.make().toString()),
                Map.entry(
                        "sextant.models.tiny",
                        Path.of("src/test/resources/models/bert-mean-old")
                                .toAbsolutePath()
                                .toString()),
                Map.entry("sextant.model.default", "tiny"),
                Map.entry("sextant.cache.max-bytes", "1M"),
                Map.entry("sextant.limits.body-bytes", "64K"),
                Map.entry("sextant.limits.vectors-body-bytes", "128K"),
                Map.entry("sextant.limits.line-bytes", "2K"),
                Map.entry("sextant.limits.document-bytes", "1K"),
                Map.entry("sextant.limits.texts", "64"),
                Map.entry("sextant.limits.project-rows", "100"),
                Map.entry("sextant.limits.pairs", "16"),
                Map.entry("sextant.limits.text-characters", "2000"),
                Map.entry("sextant.limits.tokens", "5000"));
    }
}
