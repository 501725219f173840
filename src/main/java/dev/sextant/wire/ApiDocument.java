package dev.sextant.wire;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The description of the API at `/q/openapi`: the file as it is, or as JSON. Quarkus would read it and write it in
/// both formats at every start, which is a tenth of it.
@Singleton
final class ApiDocument {
    private static final String PATH = "/q/openapi";
    private static final String FILE = "META-INF/openapi.yaml";

    /// Behind the gate, before Quarkus's own handler.
    private static final int ORDER = RouteConstants.ROUTE_ORDER_BODY_HANDLER + 2;

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).order(ORDER).blockingHandler(ApiDocument::answer, false);
    }

    private static void answer(RoutingContext context) {
        boolean isJson = "json".equalsIgnoreCase(context.request().getParam("format"))
                || String.valueOf(context.request().getHeader(HttpHeaders.ACCEPT))
                        .startsWith("application/json");
        try {
            context.response()
                    .putHeader(
                            HttpHeaders.CONTENT_TYPE,
                            isJson ? "application/json;charset=UTF-8" : "application/yaml;charset=UTF-8")
                    .end(isJson ? json() : yaml());
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private static String yaml() throws IOException {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String json() {
        return SmallRyeOpenAPI.builder()
                .withCustomStaticFile(ApiDocument::open)
                .enableStandardStaticFiles(false)
                .enableModelReader(false)
                .enableAnnotationScan(false)
                .build()
                .toJSON();
    }

    private static InputStream open() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Objects.requireNonNull(loader.getResourceAsStream(FILE), FILE);
    }
}
