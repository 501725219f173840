package dev.sextant.embed;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server that takes two requests at once.
public final class TwoAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sextant.limits.requests", "2");
    }
}
