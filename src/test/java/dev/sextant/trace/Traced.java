package dev.sextant.trace;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A server that sends its traces to a collector of its own, and writes its log as objects into a file.
public class Traced implements QuarkusTestProfile {
    static final String LOG = "target/test-logs/traced.json";

    private static @Nullable Collector collector;

    static Collector collector() {
        return Objects.requireNonNull(collector);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Running.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "sextant.trace.protocol", "http/protobuf",
                "quarkus.otel.bsp.schedule.delay", "50ms",
                "sextant.models.broken", "src/test/resources/golden",
                "sextant.log.json", "true",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", LOG);
    }

    /// One that sends them as it does where nobody says how: over gRPC.
    public static final class ByGrpc extends Traced {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.remove("sextant.trace.protocol");
            return settings;
        }
    }

    /// Starts the collector before the application and ends it afterwards.
    public static final class Running implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            collector = Collector.start();
            return Map.of("sextant.trace.endpoint", collector().url());
        }

        @Override
        public void stop() {
            collector().close();
        }
    }
}
