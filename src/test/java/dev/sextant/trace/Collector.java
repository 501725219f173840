package dev.sextant.trace;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A receiver of traces, as OpenTelemetry's protocol sends them over HTTP and over gRPC.
///
/// @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over HTTP/2</a>
final class Collector implements AutoCloseable {
    private static final String OVER_HTTP = "/v1/traces";
    private static final String OVER_GRPC = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    /// Whether it is compressed, in a byte, and its length, in four.
    private static final int PREFIX_BYTES = 5;

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer().requestHandler(this::receive);

    /// A span. Ids are in hexadecimal digits.
    ///
    /// @param parent empty for none
    /// @param links ids of the traces that it is linked to
    record Received(
            String trace,
            String id,
            String parent,
            String name,
            long start,
            long end,
            Map<String, String> attributes,
            List<String> links) {}

    static Collector start() {
        Collector collector = new Collector();
        collector
                .server
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return collector;
    }

    String url() {
        return "http://localhost:" + server.actualPort();
    }

    private void receive(HttpServerRequest request) {
        request.bodyHandler(body -> {
            switch (request.uri()) {
                case OVER_HTTP -> {
                    keep(body);
                    request.response().end();
                }
                case OVER_GRPC -> {
                    keep(body.slice(PREFIX_BYTES, body.length()));
                    request.response()
                            .putHeader("Content-Type", "application/grpc")
                            .putTrailer("grpc-status", "0")
                            .end(Buffer.buffer(new byte[PREFIX_BYTES]));
                }
                default -> request.response().setStatusCode(404).end();
            }
        });
    }

    private void keep(Buffer body) {
        try {
            keep(ExportTraceServiceRequest.parseFrom(body.getBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(ExportTraceServiceRequest request) {
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(Collector::received)
                .forEach(spans::add);
    }

    private static Received received(Span span) {
        return new Received(
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getAttributesList().stream()
                        .collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue()))),
                span.getLinksList().stream()
                        .map(link -> hex(link.getTraceId().toByteArray()))
                        .toList());
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
    }

    /// All spans of a trace so far.
    List<Received> of(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    /// The spans of a trace, as soon as there is one of each of these names.
    List<Received> await(String trace, String... names) throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            List<Received> spans = of(trace);
            if (spans.stream().map(Received::name).toList().containsAll(List.of(names))) {
                return spans;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("trace %s has only %s".formatted(trace, of(trace)));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
