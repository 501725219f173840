package dev.sextant.trace;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/// Settings of traces. Quarkus reads them, by way of `application.properties`; where they are not set, OpenTelemetry's
/// own variables count. What cannot be is refused here, where it is told in a line.
@Unremovable
@ConfigMapping(prefix = "sextant.trace")
interface TraceConfig {

    /// Address of the collector that traces are sent to.
    Optional<String> endpoint();

    /// How they are sent: `grpc` or `http/protobuf`.
    @WithConverter(Protocol.class)
    Optional<String> protocol();

    /// How many are traced of the requests that bring no trace with them, from 0 to 1.
    @WithConverter(Share.class)
    Optional<Double> share();

    /// One of two words.
    final class Protocol implements Converter<String> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable String convert(String value) {
            if (!value.isEmpty() && !value.equals("grpc") && !value.equals("http/protobuf")) {
                throw new IllegalArgumentException("it is grpc or http/protobuf");
            }
            return value.isEmpty() ? null : value;
        }
    }

    /// A number from 0 to 1.
    final class Share implements Converter<Double> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Double convert(String value) {
            if (!value.isEmpty() && !value.matches("0(\\.\\d+)?|1(\\.0+)?")) {
                throw new IllegalArgumentException("it is a number from 0 to 1, such as 0.1");
            }
            return value.isEmpty() ? null : Double.valueOf(value);
        }
    }
}
