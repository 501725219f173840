package dev.sextant.trace;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Switches OpenTelemetry on where somebody has said where traces go. Our own `application.properties` switches it off,
/// so that nobody who does not want traces pays for them with a slower start.
public final class TraceSwitch implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    /// What comes from a source above this was said by somebody else.
    private static final int OUR_FILE = 250;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        boolean isOurs = name.equals(DISABLED) && value != null && value.getConfigSourceOrdinal() <= OUR_FILE;
        return isOurs && hasEndpoint(context) ? value.withValue("false") : value;
    }

    private static boolean hasEndpoint(ConfigSourceInterceptorContext context) {
        return Stream.of("quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint")
                .map(context::proceed)
                .anyMatch(endpoint -> endpoint != null
                        && endpoint.getValue() != null
                        && !endpoint.getValue().isBlank()
                        && endpoint.getConfigSourceOrdinal() >= OUR_FILE);
    }
}
