package dev.sextant.info;

import dev.sextant.wire.Functions;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import org.jboss.logging.Logger;

/// Says in one line where to go.
@Singleton
final class Greeting {
    private static final Logger LOG = Logger.getLogger(Greeting.class);

    private final Functions functions;

    @Inject
    Greeting(Functions functions) {
        this.functions = functions;
    }

    void started(@ObservesAsync HttpServerStart server) {
        LOG.infof(
                "Sextant is at http://localhost:%d%s (the API is at /q/swagger-ui), started in %d ms",
                server.options().getPort(),
                functions.serveExplorer() ? "/explorer/" : "",
                System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
