package dev.sextant.explorer;

import dev.sextant.Fault;
import dev.sextant.wire.Check;
import dev.sextant.wire.Functions;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Answers everything below `/explorer/`: the page's files here, the rest by [SampleResource]. All answers carry the
/// same headers, which keep the page to itself and make browsers ask whether it has changed.
@Singleton
final class ExplorerRoutes {
    private static final String BARE = "/explorer";
    private static final String ROOT = "/explorer/";
    private static final String SAMPLE = "/explorer/sample";

    /// Behind the gate, before Quarkus's own handler of static files, which would say that they never change.
    private static final int ORDER = RouteConstants.ROUTE_ORDER_BODY_HANDLER + 2;

    private static final Pattern GZIP =
            Pattern.compile("(?:gzip|\\*)(?:\\s*;\\s*q=(?:1.*|0\\.\\d*[1-9]\\d*))?", Pattern.CASE_INSENSITIVE);

    private final Functions functions;
    private final PageFiles files;

    @Inject
    ExplorerRoutes(Functions functions, PageFiles files) {
        this.functions = functions;
        this.files = files;
    }

    void register(@Observes Router router) {
        String page = files.find(PageFiles.INDEX)
                .map(index -> new String(index.bytes(false), StandardCharsets.UTF_8))
                .orElse("");
        String policy = ContentPolicy.of(page);
        for (String paths : List.of(BARE, ROOT + "*")) {
            router.route(paths).order(ORDER).handler(context -> guard(context, policy));
            router.route(paths).order(ORDER + 1).blockingHandler(this::answer, false);
        }
    }

    private void guard(RoutingContext context, String policy) {
        if (!functions.serveExplorer()) {
            context.fail(nothingAt(context.normalizedPath()));
            return;
        }
        context.addHeadersEndHandler(end -> context.response()
                .putHeader("Content-Security-Policy", policy)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache"));
        context.next();
    }

    private void answer(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(SAMPLE)) {
            context.next();
        } else if (!isReading(context)) {
            context.fail(new Fault.MethodNotAllowed(
                    "%s is not answered at %s; it takes GET, HEAD"
                            .formatted(context.request().method(), path),
                    "GET, HEAD"));
        } else if (path.equals(BARE)) {
            String query = context.request().query();
            context.redirect(query == null ? ROOT : ROOT + "?" + query);
        } else {
            String name = path.substring(ROOT.length());
            files.find(name.isEmpty() ? PageFiles.INDEX : name)
                    .ifPresentOrElse(file -> send(file, context), () -> context.fail(nothingAt(path)));
        }
    }

    private static Fault nothingAt(String path) {
        return new Fault.NotFound(
                "there is nothing at %s; the explorer is at /explorer/ where compare, project and search are exported"
                        .formatted(Check.quoted(path)));
    }

    private static void send(PageFile file, RoutingContext context) {
        boolean isZipped = listed(context, HttpHeaders.ACCEPT_ENCODING, GZIP);
        String tag = file.tag(isZipped);
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (listed(context, HttpHeaders.IF_NONE_MATCH, Pattern.compile("\\*|(?:W/)?" + Pattern.quote(tag)))) {
            response.setStatusCode(304).end();
            return;
        }
        byte[] bytes = file.bytes(isZipped);
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.type())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
        if (isZipped) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static boolean listed(RoutingContext context, CharSequence header, Pattern value) {
        return context.request().headers().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(item -> value.matcher(item.strip()).matches());
    }

    private static boolean isReading(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
