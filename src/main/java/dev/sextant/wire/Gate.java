package dev.sextant.wire;

import dev.sextant.Fault;
import dev.sextant.trace.RequestTrace;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/// What every request passes first: its id is set, its API key is checked, it is let in or refused, its path, method
/// and headers are checked where the bindings would answer badly or not at all, and its body is read up to the limit.
@Singleton
final class Gate {
    /// Before all of Quarkus's own routes, of which the body handler is an early one.
    static final int FIRST = Integer.MIN_VALUE;

    /// Bodies of functions from here on are parsed on a worker thread, so that the event loop stays free.
    private static final int LARGE = 1 << 16;

    private static final int AFTER_BODY_HANDLER = RouteConstants.ROUTE_ORDER_BODY_HANDLER + 1;

    private static final Pattern INGESTION = Pattern.compile("/collections/[^/]+/documents");

    private static final String OPERATIONS = "/q/";
    private static final String TEI_HEALTH = "/tei/health";

    /// Functions whose requests may bring vectors, which are long.
    private static final Set<String> BRING_VECTORS = Set.of("compare", "search", "project");

    private final Functions functions;
    private final Limits limits;
    private final PageCheck pages;
    private final KeyCheck keys;
    private final RequestsAtWork requests;
    private final UnreadAnswers unread;

    @Inject
    Gate(
            Functions functions,
            Limits limits,
            PageCheck pages,
            KeyCheck keys,
            RequestsAtWork requests,
            UnreadAnswers unread) {
        this.functions = functions;
        this.limits = limits;
        this.pages = pages;
        this.keys = keys;
        this.requests = requests;
        this.unread = unread;
    }

    void start(@Observes StartupEvent event) {
        functions.check();
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::enter);
        router.route().order(AFTER_BODY_HANDLER).handler(this::leave);
    }

    private void enter(RoutingContext context) {
        // Whoever sends a request on to another path takes the handlers away.
        boolean isSentOn = RequestId.isSet(context);
        String id = RequestId.of(context);
        RequestId.tell(context);
        context.addHeadersEndHandler(end -> context.response().putHeader("X-Content-Type-Options", "nosniff"));
        if (isSentOn) {
            context.next();
            return;
        }
        MDC.put("requestId", id);
        RequestTrace.id(id);
        HttpServerRequest request = context.request();
        unread.watch(request.connection());
        BusyConnections.enter(context);
        String path = context.normalizedPath();
        try {
            pages.check(request);
            keys.check(request.method().name(), path, request.headers().getAll("Authorization"));
            MediaTypes.requirePlain(request.getHeader("Content-Encoding"));
            if (!watches(path)) {
                requests.enter(context, isStream(request) ? 0 : Body.declared(request, mostBytes()));
            }
            if (!path.equals("/")) {
                EventCheck.elsewhere(request);
            }
            if (path.equals("/")) {
                root(context);
            } else if (functions.isKnown(path.substring(1))) {
                function(context, path.substring(1));
            } else if (isStream(request)) {
                // Quarkus's body handler would keep the whole stream in memory before anybody reads its first line.
                ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
                context.next();
            } else {
                // Whoever watches sends no body, and what theirs takes counts nowhere.
                read(context, watches(path) ? 0 : limits.bodyBytes().asLongValue());
            }
        } catch (Fault fault) {
            // Whatever is still to come of the body is of no interest, but must be taken for the answer to arrive.
            Body.discard(request);
            context.fail(fault);
        }
    }

    /// Whoever watches a server that is full has to be answered.
    private static boolean watches(String path) {
        return path.startsWith(OPERATIONS) || path.equals(TEI_HEALTH);
    }

    /// Behind Quarkus's body handler, which is called on the event loop: elsewhere it would leave the request's context
    /// behind, and with it the trace.
    private void leave(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals("/")) {
            whereLengthAllows(context, () -> event(context));
        } else if (functions.isKnown(path.substring(1))) {
            whereLengthAllows(context, context::next);
        } else {
            hold(context);
            context.next();
        }
    }

    /// The body handler resumes every request, but nothing of a stream may come before its reader is there.
    private static void hold(RoutingContext context) {
        if (isStream(context.request()) && !context.request().isEnded()) {
            context.request().pause();
        }
    }

    private static void whereLengthAllows(RoutingContext context, Runnable next) {
        if (Body.length(context) < LARGE) {
            next.run();
        } else {
            context.vertx()
                    .executeBlocking(
                            () -> {
                                next.run();
                                return true;
                            },
                            false)
                    .onFailure(context::fail);
        }
    }

    /// Streams are read as they come, by whoever answers them.
    private static boolean isStream(HttpServerRequest request) {
        return isIngestion(request)
                || MediaTypes.essence(request.getHeader("Content-Type")).equals("application/x-ndjson");
    }

    /// Documents come in any number, as lines or as one JSON array.
    private static boolean isIngestion(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST)
                && INGESTION.matcher(request.path()).matches();
    }

    private void root(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            context.redirect(functions.serveExplorer() ? "/explorer/" : "/q/swagger-ui/");
            return;
        }
        requirePost(request, "GET, HEAD, POST");
        RequestTrace.route("/");
        EventCheck.headers(request, functions);
        // A structured event's type is in the body, which is held to its own function's limit when it has been read.
        String type = request.getHeader("ce-type");
        read(context, type == null ? mostBytes() : bodyBytes(Functions.ofType(type)));
    }

    private void event(RoutingContext context) {
        byte[] body = Body.bytes(context);
        try {
            Map<String, String> attributes = EventCheck.body(context.request(), body, functions);
            long limit = bodyBytes(Functions.ofType(attributes.getOrDefault("type", "")));
            if (body.length > limit) {
                throw Body.tooLarge(limit, body.length);
            }
            RequestsAtWork.after(context, RequestTrace.event(attributes));
            context.next();
        } catch (Fault fault) {
            context.fail(fault);
        }
    }

    private void function(RoutingContext context, String name) {
        if (!functions.isExported(name)) {
            throw new Fault.NotFound("there is nothing at /%s; this server has the functions %s"
                    .formatted(name, String.join(", ", functions.exported())));
        }
        RequestTrace.route("/" + name);
        HttpServerRequest request = context.request();
        requirePost(request, "POST");
        MediaTypes.requireJson(request.getHeader("Content-Type"));
        MediaTypes.requireJsonAccepted(request.getHeader("Accept"));
        read(context, bodyBytes(name));
    }

    private void read(RoutingContext context, long bytes) {
        Body.read(context, bytes, limits.bodyDuration());
    }

    private long bodyBytes(String function) {
        return (BRING_VECTORS.contains(function) ? limits.vectorsBodyBytes() : limits.bodyBytes()).asLongValue();
    }

    private long mostBytes() {
        return functions.exported().stream().mapToLong(this::bodyBytes).max().orElse(0);
    }

    private static void requirePost(HttpServerRequest request, String allowed) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw new Fault.MethodNotAllowed(
                    "%s %s is not answered; it takes %s".formatted(request.method(), request.path(), allowed), allowed);
        }
    }
}
