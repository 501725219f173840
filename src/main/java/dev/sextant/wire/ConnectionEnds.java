package dev.sextant.wire;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is to be done when connections close, each for the request that it carries. A connection has a handler of its
/// own for that, but only one, by which Quarkus counts connections (`quarkus.http.limits.max-connections`).
/// Thread-safe.
final class ConnectionEnds {
    private final Map<HttpConnection, Runnable> actions = new ConcurrentHashMap<>();

    /// Does it when the connection closes, unless a later request on it has brought another action by then.
    void at(HttpConnection connection, Runnable action) {
        if (actions.put(connection, action) == null) {
            // Of Vert.x's own, as its interface has nothing that two can listen to; HTTP/1.1 has no other connections.
            ((ConnectionBase) connection).closeFuture().onComplete(closed -> {
                Runnable last = actions.remove(connection);
                if (last != null) {
                    last.run();
                }
            });
        }
    }
}
