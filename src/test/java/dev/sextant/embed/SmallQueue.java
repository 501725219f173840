package dev.sextant.embed;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server that lets little wait for the model.
public final class SmallQueue implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sextant.batch.max-queued-tokens", "1000");
    }
}
