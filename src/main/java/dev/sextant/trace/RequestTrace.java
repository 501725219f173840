package dev.sextant.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRoute;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerRouteSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The trace that the request at hand belongs to. Quarkus takes it from the header `traceparent`, or begins it, and
/// makes the request's own span; nothing here does anything where requests are not traced.
public final class RequestTrace {
    private static final TextMapGetter<Map<String, String>> ATTRIBUTES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return attributes.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> attributes, String key) {
            return attributes == null ? null : attributes.get(key);
        }
    };

    private RequestTrace() {}

    /// Says which request it is.
    public static void id(String requestId) {
        Span.current().setAttribute("sextant.request.id", requestId);
    }

    /// Names the request's span after a path of ours.
    public static void route(String path) {
        HttpServerRoute.update(Context.current(), HttpServerRouteSource.CONTROLLER, path);
    }

    /// Goes over to the trace that an event brings with it, where that is another than the request's: brokers and
    /// event sources put it into the attribute `traceparent` and may send no header. The event's span is then below
    /// that, with a link to the request's.
    ///
    /// @param attributes of the event, by name
    /// @return what to do when the event is answered
    public static Runnable event(Map<String, String> attributes) {
        Span request = Span.current();
        SpanContext producer = Span.fromContext(
                        W3CTraceContextPropagator.getInstance().extract(Context.root(), attributes, ATTRIBUTES))
                .getSpanContext();
        if (!request.getSpanContext().isValid()
                || !producer.isValid()
                || producer.getTraceId().equals(request.getSpanContext().getTraceId())) {
            describe(request, attributes);
            return () -> {};
        }
        Span event = GlobalOpenTelemetry.getTracer("dev.sextant")
                .spanBuilder("process " + attributes.get("type"))
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.root().with(Span.wrap(producer)))
                .addLink(request.getSpanContext())
                .startSpan();
        describe(event, attributes);
        Scope scope = ContextStorage.get().attach(Context.current().with(event));
        return () -> {
            scope.close();
            event.end();
        };
    }

    private static void describe(Span span, Map<String, String> attributes) {
        for (String name : new String[] {"id", "source", "type"}) {
            span.setAttribute("cloudevents.event_" + name, attributes.getOrDefault(name, ""));
        }
    }

    /// What another thread does for the request, to be seen in its trace.
    public static Runnable carried(Runnable work) {
        return Context.current().wrap(work);
    }
}
