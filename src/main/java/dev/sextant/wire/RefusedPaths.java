package dev.sextant.wire;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;

/// Counts refused calls under one path. Without a key anybody can make up paths, and their names are nothing to keep:
/// they fill the memory and the figures, and a mistaken caller may have put a key there.
@Singleton
final class RefusedPaths implements MeterFilter {
    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> STATUSES = Set.of("401", "403");

    @Override
    public Meter.Id map(Meter.Id id) {
        String status = id.getTag("status");
        boolean isRefused = id.getName().equals(REQUESTS) && status != null && STATUSES.contains(status);
        return isRefused ? id.withTag(Tag.of("uri", "REFUSED")) : id;
    }
}
