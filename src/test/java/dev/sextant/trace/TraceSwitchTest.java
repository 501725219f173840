package dev.sextant.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When requests are traced, by our own settings and those of whoever starts the server.
class TraceSwitchTest {

    private static SmallRyeConfig config(Map<String, String> theirs) throws IOException {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new TraceSwitch())
                .withSources(
                        new PropertiesConfigSource(
                                Path.of("src/main/resources/application.properties")
                                        .toUri()
                                        .toURL(),
                                250),
                        new PropertiesConfigSource(theirs, "theirs", 300))
                .build();
    }

    private static boolean isOff(Map<String, String> theirs) throws IOException {
        return config(theirs).getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }

    @Test
    void notWithoutAnEndpoint() throws IOException {
        assertThat(isOff(Map.of())).isTrue();
        assertThat(isOff(Map.of("sextant.trace.endpoint", ""))).isTrue();
        assertThat(isOff(Map.of("sextant.trace.protocol", "http/protobuf"))).isTrue();
    }

    @Test
    void withAnEndpointByWhateverName() throws IOException {
        for (String name : new String[] {
            "sextant.trace.endpoint",
            "otel.exporter.otlp.endpoint",
            "quarkus.otel.exporter.otlp.endpoint",
            "quarkus.otel.exporter.otlp.traces.endpoint"
        }) {
            assertThat(isOff(Map.of(name, "http://collector:4317"))).as(name).isFalse();
        }
    }

    @Test
    void notWhereSomebodySaysSo() throws IOException {
        assertThat(isOff(Map.of(
                        "sextant.trace.endpoint", "http://collector:4317",
                        "quarkus.otel.sdk.disabled", "true")))
                .isTrue();
    }

    @Test
    void ourOwnNameOfTheEndpointComesFirst() throws IOException {
        assertThat(config(Map.of(
                                "sextant.trace.endpoint", "http://ours:4317",
                                "otel.exporter.otlp.endpoint", "http://theirs:4317"))
                        .getValue("quarkus.otel.exporter.otlp.endpoint", String.class))
                .isEqualTo("http://ours:4317");
    }
}
