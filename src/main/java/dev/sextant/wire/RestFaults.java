package dev.sextant.wire;

import dev.sextant.Fault;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/// The way out for what goes wrong in a REST resource; see [FaultHandler] for the routes.
@Provider
@Singleton
public final class RestFaults implements ExceptionMapper<Throwable> {
    private final CurrentVertxRequest request;
    private final Answers answers;

    @Inject
    RestFaults(CurrentVertxRequest request, Answers answers) {
        this.request = request;
        this.answers = answers;
    }

    @Override
    public Response toResponse(Throwable failure) {
        Answers.Answer answer = answers.to(fault(failure), request.getCurrent());
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        Body.discard(request.getCurrent().request());
        return response.build();
    }

    private Fault fault(Throwable failure) {
        String path = Check.quoted(request.getCurrent().normalizedPath());
        String method = request.getCurrent().request().method().name();
        return switch (failure) {
            case NotFoundException e -> new Fault.NotFound("there is nothing at " + path);
            case NotAllowedException e ->
                new Fault.MethodNotAllowed(
                        "%s %s is not answered; it takes %s".formatted(method, path, allowed()), allowed());
            case NotAcceptableException e -> new Fault.NotAcceptable(path + " cannot answer in what Accept asks for");
            case NotSupportedException e -> new Fault.UnsupportedMediaType(path + " does not read this Content-Type");
            case WebApplicationException e
            when e.getResponse().getStatus() == 400 ->
                new Fault.InvalidRequest("the request to %s cannot be read".formatted(path));
            default -> Failures.ofException(failure, new byte[0]);
        };
    }

    private String allowed() {
        return AllowedMethods.of(request.getCurrent().normalizedPath());
    }
}
