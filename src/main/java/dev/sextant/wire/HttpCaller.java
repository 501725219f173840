package dev.sextant.wire;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/// The client at the other end of the connection.
@Singleton
final class HttpCaller implements Caller {
    private final CurrentVertxRequest request;

    @Inject
    HttpCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public BooleanSupplier hasLeft() {
        HttpServerResponse response = request.getCurrent().response();
        return response::closed;
    }
}
