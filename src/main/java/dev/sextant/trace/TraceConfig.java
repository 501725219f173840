package dev.sextant.trace;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// Settings of traces. Quarkus reads them, by way of `application.properties`; where they are not set, OpenTelemetry's
/// own variables count.
@Unremovable
@ConfigMapping(prefix = "sextant.trace")
interface TraceConfig {

    /// Address of the collector that traces are sent to.
    Optional<String> endpoint();

    /// How they are sent: `grpc` or `http/protobuf`.
    Optional<String> protocol();

    /// How many are traced of the requests that bring no trace with them, from 0 to 1.
    Optional<Double> share();
}
