package dev.sextant.wire;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that a request is known by in its answer and in the log: the caller's own `X-Request-Id` where it is a plain
/// word, a new one elsewhere.
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String KEY = RequestId.class.getName();

    private RequestId() {}

    /// Whether the request has an id already: it passed the gate before, and was sent on to another path.
    static boolean isSet(RoutingContext context) {
        return context.get(KEY) != null;
    }

    /// Lets whatever the answer will be carry the id.
    static void tell(RoutingContext context) {
        context.addHeadersEndHandler(end -> context.response().putHeader(HEADER, of(context)));
    }

    static String of(RoutingContext context) {
        String known = context.get(KEY);
        if (known != null) {
            return known;
        }
        String given = context.request().getHeader(HEADER);
        String id = given != null && PLAIN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        context.put(KEY, id);
        return id;
    }
}
