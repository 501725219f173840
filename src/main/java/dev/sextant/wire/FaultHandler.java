package dev.sextant.wire;

import dev.sextant.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// The one way out for everything that goes wrong on a route: it becomes a [Fault], which gets its status and body in
/// the format of the face that it happened on.
@Singleton
final class FaultHandler {
    private static final Logger LOG = Logger.getLogger(FaultHandler.class);

    private final Answers answers;

    @Inject
    FaultHandler(Answers answers) {
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::handle);
        router.route().last().handler(this::nothingHere);
    }

    private void nothingHere(RoutingContext context) {
        context.fail(new Fault.NotFound("there is nothing at " + Check.quoted(context.normalizedPath())));
    }

    private void handle(RoutingContext context) {
        if (context.response().closed()) {
            return; // Nobody is there, and an answer would be counted beside the end that the request has had.
        }
        if (context.response().headWritten()) {
            LOG.debugf(context.failure(), "The answer to request %s broke off", RequestId.of(context));
            context.response().reset();
            return;
        }
        Answers.Answer answer = answers.to(Failures.fault(context), context);
        HttpServerResponse response = context.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body()));
    }
}
