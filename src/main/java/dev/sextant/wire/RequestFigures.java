package dev.sextant.wire;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/// Counts refused calls under one path, and methods that nobody knows as one. Anybody can make up both, and their names
/// are nothing to keep: they fill the memory and the figures, and a mistaken caller may have put a key there.
@Singleton
final class RequestFigures implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> STATUSES = Set.of("401", "403", "405");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals(REQUESTS) ? withKnownMethod(withKnownPath(id)) : id;
    }

    private static Meter.Id withKnownPath(Meter.Id id) {
        String status = id.getTag("status");
        return status != null && STATUSES.contains(status) ? id.withTag(Tag.of("uri", "REFUSED")) : id;
    }

    private static Meter.Id withKnownMethod(Meter.Id id) {
        String method = id.getTag("method");
        return method == null || METHODS.contains(method) ? id : id.withTag(Tag.of("method", "OTHER"));
    }
}
