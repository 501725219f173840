package dev.sextant.wire;

import dev.sextant.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the requests that are at work, from their headers to the end of their answers, and refuses more than so many
/// at once. Each needs a thread: whoever comes beyond that would wait unseen, and those who were let in would wait with
/// them.
@Singleton
final class RequestsAtWork {
    private static final long SHORTEST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = Duration.ofMinutes(2).toMillis();

    /// What the newest request tells of how long they take counts for one part in so many.
    private static final int NEWEST_PART = 20;

    private final int most;
    private final Counter refused;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong microsEach = new AtomicLong();

    @Inject
    RequestsAtWork(Limits limits, MeterRegistry metrics) {
        most = limits.requests();
        refused = Counter.builder("sextant.requests.refused")
                .description("Requests refused because too many were at work")
                .register(metrics);
        Gauge.builder("sextant.requests.active", count::get)
                .description("Requests at work, health and metrics aside")
                .register(metrics);
    }

    /// Lets a request in, until it is answered or its caller hangs up.
    ///
    /// @throws Fault.Overloaded if as many as may be are in
    void enter(RoutingContext context) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            refused.increment();
            throw overloaded();
        }
        long started = System.nanoTime();
        context.addEndHandler(end -> leave((System.nanoTime() - started) / 1_000));
    }

    private void leave(long micros) {
        count.decrementAndGet();
        microsEach.updateAndGet(each -> each + (micros - each) / NEWEST_PART);
    }

    /// About when one of those that are in has left.
    private Fault.Overloaded overloaded() {
        long wait = Math.clamp(microsEach.get() / 1_000, SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
        return new Fault.Overloaded(
                "%d requests are at work, which is the most; try again later, or set sextant.limits.requests"
                        .formatted(most),
                Duration.ofMillis(wait));
    }
}
