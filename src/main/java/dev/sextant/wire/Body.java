package dev.sextant.wire;

import dev.sextant.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Reads a request's body, up to a limit, before anything else does. A body beyond the limit is let run out and
/// answered in words, where Quarkus's own check would cut the connection under the client's feet.
final class Body {
    /// Bytes beyond the limit that are still read and thrown away; a body longer than that is cut off after all.
    private static final long PATIENCE = 64L << 20;

    private final RoutingContext context;
    private final long limit;
    private final Duration duration;
    private final boolean isDeclared;
    private Buffer buffer = Buffer.buffer();
    private long received;
    private long timer;

    private Body(RoutingContext context, long limit, Duration duration) {
        this.context = context;
        this.limit = limit;
        this.duration = duration;
        this.isDeclared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH) != null;
    }

    /// @param limit bytes
    /// @param duration how long it may take to come
    static void read(RoutingContext context, long limit, Duration duration) {
        Body body = new Body(context, limit, duration);
        long declared = declared(context.request());
        if (declared > limit + PATIENCE || (declared > limit && expectsContinue(context.request()))) {
            body.refuse(declared);
            return;
        }
        if (expectsContinue(context.request())) {
            context.response().writeContinue();
        }
        body.timer = context.vertx().setTimer(duration.toMillis(), id -> body.giveUp());
        context.request()
                .handler(body::receive)
                .exceptionHandler(failure -> context.vertx().cancelTimer(body.timer))
                .endHandler(end -> body.finish());
    }

    /// The body that was read; empty where none was.
    static byte[] bytes(RoutingContext context) {
        return of(context).getBytes();
    }

    /// Bytes of the body that was read.
    static int length(RoutingContext context) {
        return of(context).length();
    }

    private static Buffer of(RoutingContext context) {
        Buffer buffer = context.body() == null ? null : context.body().buffer();
        return buffer == null ? Buffer.buffer() : buffer;
    }

    /// Lets the rest of a body run out unread, for an answer that is given before its end to arrive: many clients read
    /// nothing until they have written everything. A body that goes on and on is cut off.
    static void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        AtomicLong left = new AtomicLong(PATIENCE);
        request.handler(chunk -> {
            if (left.addAndGet(-chunk.length()) < 0) {
                request.connection().close();
            }
        });
        request.resume();
    }

    /// What the request says of its body's length, which is 0 where it says nothing; at most so much.
    static long declared(HttpServerRequest request, long most) {
        return Math.min(declared(request), most);
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0; // The HTTP decoder has refused it by now.
        }
    }

    private static boolean expectsContinue(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }

    private void receive(Buffer chunk) {
        received += chunk.length();
        if (received <= limit) {
            keep(chunk);
        } else if (received > limit + PATIENCE && !context.response().ended()) {
            refuse(received);
        }
    }

    private void keep(Buffer chunk) {
        try {
            if (!isDeclared) {
                RequestsAtWork.more(context, chunk.length());
            }
            buffer.appendBuffer(chunk);
        } catch (Fault fault) {
            buffer = Buffer.buffer();
            context.vertx().cancelTimer(timer);
            discard(context.request());
            context.fail(fault);
        }
    }

    private void finish() {
        context.vertx().cancelTimer(timer);
        if (context.response().ended()) {
            return;
        }
        if (received > limit) {
            context.fail(tooLarge(limit, received));
            return;
        }
        RoutingContextInternal internal = (RoutingContextInternal) context;
        internal.setBody(buffer);
        internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
        context.next();
    }

    private void giveUp() {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        // The header alone would leave it open until the body has ended.
        context.addEndHandler(end -> context.request().connection().close());
        context.fail(new Fault.TooSlow(
                "%d bytes of the body came in %d s; all of it comes in that time, send less or set sextant.limits.body-duration"
                        .formatted(received, duration.toSeconds()),
                duration));
    }

    private void refuse(long bytes) {
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.fail(tooLarge(limit, bytes));
    }

    static Fault tooLarge(long limit, long bytes) {
        return new Fault.TooLarge(
                "the body has %d bytes; at most %d are read, send less in one request".formatted(bytes, limit),
                "body",
                limit,
                bytes);
    }
}
