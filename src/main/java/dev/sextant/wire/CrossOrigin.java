package dev.sextant.wire;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.cors.CORSConfig;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.Config;

/// Requests from pages of other origins, where Quarkus is told to allow them (`quarkus.http.cors`). Its filter stands
/// in front of the gate, since a browser asks without a key whether it may send one, and lets a page see only those
/// refusals that carry the filter's headers.
@Singleton
final class CrossOrigin {
    private final CORSConfig cors;

    @Inject
    CrossOrigin(Config config) {
        this.cors = config.unwrap(SmallRyeConfig.class)
                .getConfigMapping(VertxHttpConfig.class)
                .cors();
    }

    /// Routes of one order are taken as they were registered: observers with a priority come before the gate's.
    void register(@Observes @Priority(Interceptor.Priority.APPLICATION) Router router) {
        if (cors.enabled()) {
            router.route()
                    .order(Gate.FIRST)
                    .handler(CrossOrigin::enter)
                    .handler(new CORSFilter(cors))
                    .handler(CrossOrigin::settle);
        }
    }

    /// What the filter refuses never comes to the gate.
    private static void enter(RoutingContext context) {
        RequestId.tell(context);
        context.next();
    }

    /// Quarkus has the filter in its own place too, where it would write the headers a second time.
    private static void settle(RoutingContext context) {
        context.request().headers().remove(HttpHeaders.ORIGIN);
        context.next();
    }
}
