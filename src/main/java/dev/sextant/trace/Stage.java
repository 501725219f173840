package dev.sextant.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// A stage of the work for a request: a span below the request's, where that is traced, and nothing elsewhere. Begun on
/// the thread that the request is on; whatever follows may happen on any, one after another.
public final class Stage implements AutoCloseable {
    private final Context parent;
    private final Span span;

    private Stage(Context parent, Span span) {
        this.parent = parent;
        this.span = span;
    }

    public static Stage begin(String name) {
        return below(Context.current(), name);
    }

    private static Stage below(Context parent, String name) {
        Span span = Span.fromContext(parent).getSpanContext().isSampled()
                ? GlobalOpenTelemetry.getTracer("dev.sextant")
                        .spanBuilder(name)
                        .setParent(parent)
                        .startSpan()
                : Span.getInvalid();
        return new Stage(parent, span);
    }

    /// Ends this stage and begins the one after it.
    public Stage next(String name) {
        close();
        return below(parent, name);
    }

    /// Begins a stage that is a part of this one.
    public Stage part(String name) {
        return below(parent.with(span), name);
    }

    /// Says how much there was of something.
    public Stage with(String what, long amount) {
        span.setAttribute("sextant." + what, amount);
        return this;
    }

    /// Ends the stage, and says that it failed.
    public void fail(@Nullable String why) {
        span.setStatus(StatusCode.ERROR, String.valueOf(why));
        close();
    }

    @Override
    public void close() {
        span.end();
    }
}
