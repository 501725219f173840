package dev.sextant.wire;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;

/// Who waits for the answer to the request at hand.
@Singleton
public final class Caller {
    private final CurrentVertxRequest request;

    @Inject
    Caller(CurrentVertxRequest request) {
        this.request = request;
    }

    /// To be asked now and then, from any thread, whether the caller has hung up.
    public BooleanSupplier hasLeft() {
        HttpServerResponse response = request.getCurrent().response();
        return response::closed;
    }
}
