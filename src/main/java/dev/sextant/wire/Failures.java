package dev.sextant.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Fault;
import io.quarkus.arc.Arc;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Optional;

/// Finds the fault in what a route failed with: an exception with a fault or a JSON error among its causes, or a bare
/// status. Funqy says 400 of a body that it cannot read and keeps the reason to itself, so the body is read again.
final class Failures {

    private Failures() {}

    static Fault fault(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof VertxException && context.statusCode() == 400) {
            // The router looks at it before anybody else does.
            return new Fault.InvalidRequest(
                    "the header Host is missing or cannot be read; it is the name or address that the request goes to, and its port");
        }
        return failure == null ? ofStatus(context) : ofException(failure, Body.bytes(context));
    }

    static Fault ofException(Throwable failure, byte[] body) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Fault fault) {
                return fault;
            }
            if (cause instanceof JsonProcessingException json) {
                return JsonFault.of(json, body);
            }
            if (cause instanceof OutOfMemoryError) {
                return new Fault.Unavailable(
                        "memory does not suffice for this request now; send less in one, or give the server more by -Xmx",
                        failure);
            }
            if (cause instanceof CharConversionException) {
                return new Fault.InvalidRequest("the body is not JSON in UTF-8: " + cause.getMessage());
            }
        }
        return internal(failure);
    }

    static Fault internal(Throwable failure) {
        return new Fault.Internal("something went wrong on our side; the log has it under the request's id", failure);
    }

    private static Fault ofStatus(RoutingContext context) {
        String path = Check.quoted(context.normalizedPath());
        return switch (context.statusCode()) {
            case 400 ->
                unreadable(context)
                        .orElseGet(() -> new Fault.InvalidRequest(
                                "the request to %s cannot be read; check the names and types of its fields"
                                        .formatted(path)));
            case 404 -> new Fault.NotFound("there is nothing at " + path);
            case 405 -> new Fault.MethodNotAllowed(path + " does not answer this method", "GET, POST");
            case 406 -> new Fault.NotAcceptable(path + " cannot answer in what Accept asks for");
            case 415 -> new Fault.UnsupportedMediaType(path + " does not read this Content-Type");
            default -> internal(new IllegalStateException("the route failed with status " + context.statusCode()));
        };
    }

    private static Optional<Fault> unreadable(RoutingContext context) {
        String path = context.normalizedPath();
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(path.substring(1));
        byte[] body = Body.bytes(context);
        if (invoker == null) {
            return Optional.of(
                    new Fault.InvalidRequest("the request to %s cannot be read".formatted(Check.quoted(path))));
        }
        ObjectMapper json = Arc.container().instance(ObjectMapper.class).get();
        try {
            json.readerFor(json.constructType(invoker.getInputType())).readValue(body);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(JsonFault.of(e, body));
        } catch (IOException e) {
            return Optional.of(new Fault.InvalidRequest("the body cannot be read: " + e.getMessage()));
        }
    }
}
