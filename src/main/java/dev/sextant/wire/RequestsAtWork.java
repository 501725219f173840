package dev.sextant.wire;

import dev.sextant.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the requests that are at work, from their headers to the end of their answers, and refuses more than so many
/// at once. Each needs a thread: whoever comes beyond that would wait unseen, and those who were let in would wait with
/// them. Bodies that are held in memory may have a quarter of the heap together: what is made of them takes as much
/// again and more, and native code does not survive it where memory runs out. They count as they are declared, or else
/// as they come.
@Singleton
final class RequestsAtWork {
    private static final long SHORTEST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = Duration.ofMinutes(2).toMillis();

    /// What the newest request tells of how long they take counts for one part in so many.
    private static final int NEWEST_PART = 20;

    /// Bodies may have one part of the heap in so many.
    private static final int BODIES_PART = 4;

    private static final String PLACE = Place.class.getName();

    private final int most;
    private final Counter refused;
    private final HeldBytes bodies = new HeldBytes(Runtime.getRuntime().maxMemory() / BODIES_PART);
    private final ConnectionEnds ends = new ConnectionEnds();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong microsEach = new AtomicLong();

    @Inject
    RequestsAtWork(Limits limits, MeterRegistry metrics) {
        most = limits.requests();
        refused = Counter.builder("sextant.requests.refused")
                .description("Requests refused because too many, or too large ones, were at work")
                .register(metrics);
        Gauge.builder("sextant.requests.active", count::get)
                .description("Requests at work, health and metrics aside")
                .register(metrics);
    }

    /// Lets a request in, until it is answered or its caller hangs up.
    ///
    /// @param bytes of its body that will be held in memory, as far as it is told
    /// @throws Fault.Overloaded if as many as may be are in
    void enter(RoutingContext context, long bytes) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw overloaded(
                    "%d requests are at work, which is the most; try again later, or set sextant.limits.requests"
                            .formatted(most));
        }
        Place place = new Place();
        try {
            place.hold(bytes);
        } catch (Fault fault) {
            count.decrementAndGet();
            throw fault;
        }
        context.put(PLACE, place);
        context.addEndHandler(end -> place.leave());
        // An answer that is reset, by whoever notices first that its caller has gone, has no end.
        ends.at(context.request().connection(), place::leave);
    }

    /// Counts more of a request's body, of which it was not told when it was let in.
    ///
    /// @throws Fault.Overloaded if there is no room for it
    static void more(RoutingContext context, long bytes) {
        Place place = context.get(PLACE);
        if (place != null) {
            place.hold(bytes);
        }
    }

    /// Does something when a request that was let in is over, however it ends.
    static void after(RoutingContext context, Runnable work) {
        Place place = Objects.requireNonNull(context.get(PLACE));
        place.after(work);
    }

    /// What one request has of all that there is.
    private final class Place {
        private final long started = System.nanoTime();
        private final List<Runnable> after = new ArrayList<>();
        private long held;
        private boolean isOver;

        synchronized void hold(long bytes) {
            if (isOver) {
                return;
            }
            if (!bodies.take(bytes, held)) {
                throw overloaded(
                        "the body has %d bytes so far, which do not fit beside those of others, of at most %d bytes, a quarter of the heap; try again later, send less at once, or give the server more by -Xmx"
                                .formatted(held + bytes, bodies.most()));
            }
            held += bytes;
        }

        synchronized void after(Runnable work) {
            if (isOver) {
                work.run();
            } else {
                after.add(work);
            }
        }

        synchronized void leave() {
            if (!isOver) {
                isOver = true;
                count.decrementAndGet();
                bodies.give(held);
                long micros = (System.nanoTime() - started) / 1_000;
                microsEach.updateAndGet(each -> each + (micros - each) / NEWEST_PART);
                after.forEach(Runnable::run);
            }
        }
    }

    /// To be tried again about when one of those that are in has left.
    private Fault.Overloaded overloaded(String message) {
        refused.increment();
        long wait = Math.clamp(microsEach.get() / 1_000, SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
        return new Fault.Overloaded(message, Duration.ofMillis(wait));
    }
}
