package dev.sextant.info;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Says in one line where to go.
@Singleton
final class Greeting {
    private static final Logger LOG = Logger.getLogger(Greeting.class);

    void started(@ObservesAsync HttpServerStart server) {
        LOG.infof(
                "Sextant is at http://localhost:%d (try POST /embed; the API is at /q/swagger-ui)",
                server.options().getPort());
    }
}
