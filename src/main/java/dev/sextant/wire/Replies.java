package dev.sextant.wire;

import io.quarkus.funqy.knative.events.CloudEvent;
import io.quarkus.funqy.knative.events.CloudEventBuilder;
import java.util.Map;

/// CloudEvents that answer CloudEvents.
public final class Replies {
    private static final String TRACE = "traceparent";

    private Replies() {}

    /// A reply whose id follows from the request's, so that the same event, delivered twice, is answered by the same.
    public static <T> CloudEvent<T> to(CloudEvent<?> event, String function, T data) {
        String trace = event.extensions().get(TRACE);
        CloudEventBuilder reply = CloudEventBuilder.create()
                .id(event.id() + "/" + function)
                .source("sextant/" + function)
                .type("dev.sextant." + function + ".result")
                .extensions(trace == null ? Map.of() : Map.of(TRACE, trace));
        if (event.subject() != null) {
            reply.subject(event.subject());
        }
        return reply.build(data);
    }
}
