package dev.sextant.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.Client;
import dev.sextant.Client.Answer;
import dev.sextant.trace.Collector.Received;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a collector gets to see of requests and events that bring a trace with them.
@QuarkusTest
@TestProfile(Traced.class)
class TraceTest {
    private static final String JSON = "application/json";

    @Inject
    @SuppressWarnings("NullAway.Init")
    MeterRegistry metrics;

    /// A trace of a caller, who asks for it to be kept.
    private final String trace = hex(32);

    private final String caller = hex(16);

    private static String hex(int digits) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "%016x%016x"
                .formatted(random.nextLong(1, Long.MAX_VALUE), random.nextLong())
                .substring(0, digits);
    }

    private String traceparent() {
        return "00-%s-%s-01".formatted(trace, caller);
    }

    /// A text that is in no cache.
    private static String text() {
        return "a lighthouse at sea, " + UUID.randomUUID();
    }

    private static HttpRequest.Builder post(String path, String type, String body) {
        return Client.to(path).header("Content-Type", type).POST(BodyPublishers.ofString(body));
    }

    private static Answer ok(HttpRequest.Builder request) {
        Answer answer = Client.send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static Received one(List<Received> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span %s among %s".formatted(name, spans)));
    }

    @Test
    void stagesOfARequestHangBelowItsCallersSpan() throws InterruptedException {
        String body = "{\"texts\": [\"%s\", \"%s\"]}".formatted(text(), text());
        Answer answer = ok(post("/embed", JSON, body).header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /embed", "tokenise", "queue", "infer");
        Received request = one(spans, "POST /embed");
        assertThat(request.parent()).isEqualTo(caller);
        assertThat(request.attributes())
                .containsEntry("http.route", "/embed")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("sextant.request.id", answer.header("X-Request-Id"));
        assertThat(List.of(one(spans, "tokenise"), one(spans, "queue"), one(spans, "infer")))
                .extracting(Received::parent)
                .containsOnly(request.id());
        assertThat(one(spans, "tokenise").attributes()).containsEntry("sextant.texts", "2");
        assertThat(one(spans, "tokenise").end())
                .isLessThanOrEqualTo(one(spans, "queue").start());
        assertThat(one(spans, "queue").end()).isCloseTo(one(spans, "infer").start(), within());
        assertThat(Integer.parseInt(one(spans, "infer").attributes().get("sextant.batches")))
                .isPositive();
    }

    /// The clock that spans are read from ticks on between the end of one and the start of the next.
    private static Offset<Long> within() {
        return Offset.offset(5_000_000L);
    }

    @Test
    void aSearchHasAStageOfItsOwn() throws InterruptedException {
        String body = "{\"query\": \"%s\", \"documents\": [\"rye bread\", \"%s\"]}".formatted(text(), text());
        ok(post("/search", JSON, body).header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /search", "tokenise", "search");
        assertThat(one(spans, "search").parent())
                .isEqualTo(one(spans, "POST /search").id());
    }

    @Test
    void aMapHasTheStagesThatItGoesThrough() throws InterruptedException {
        String vectors = "[[1, 2], [3, 4], [5, 1], [2, 2], [9, 1], [4, 4]]";
        ok(post("/project", JSON, "{\"vectors\": %s, \"method\": \"pca\"}".formatted(vectors))
                .header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /project", "project");
        Received project = one(spans, "project");
        assertThat(project.parent()).isEqualTo(one(spans, "POST /project").id());
        assertThat(spans.stream()
                        .filter(span -> span.parent().equals(project.id()))
                        .map(Received::name))
                .contains("preparation", "themes")
                .hasSizeGreaterThan(3);
    }

    @Test
    void aResourceIsNamedByItsPattern() throws InterruptedException {
        Client.send(Client.to("/collections/no-such").header("traceparent", traceparent()));

        assertThat(Traced.collector()
                        .await(trace, "GET /collections/{name}")
                        .getFirst()
                        .attributes())
                .containsEntry("http.response.status_code", "404");
    }

    @Test
    void anEventInHeadersBelongsToTheTraceOfItsProducer() throws InterruptedException {
        ok(post("/", JSON, "{\"texts\": [\"%s\"]}".formatted(text()))
                .header("ce-specversion", "1.0")
                .header("ce-id", "77")
                .header("ce-source", "/tests")
                .header("ce-type", "dev.sextant.embed")
                .header("ce-traceparent", traceparent()));

        assertThatTheEventIsTraced();
    }

    /// So long that it comes in pieces, and that an event is looked into on a worker thread.
    private static String longBody() {
        return Stream.generate(() -> "\"%s\"".formatted((text() + " ").repeat(20)))
                .limit(100)
                .collect(Collectors.joining(",", "{\"texts\": [", "]}"));
    }

    @Test
    void stagesOfALongRequestHangBelowItsCallersSpan() throws InterruptedException {
        ok(post("/embed", JSON, longBody()).header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /embed", "tokenise", "queue", "infer");
        assertThat(one(spans, "infer").parent())
                .isEqualTo(one(spans, "POST /embed").id());
    }

    @Test
    void aLongEventBelongsToTheTraceOfItsProducer() throws InterruptedException {
        ok(post("/", JSON, longBody())
                .header("ce-specversion", "1.0")
                .header("ce-id", "77")
                .header("ce-source", "/tests")
                .header("ce-type", "dev.sextant.embed")
                .header("ce-traceparent", traceparent()));

        assertThatTheEventIsTraced();
    }

    @Test
    void anEventInABodyBelongsToTheTraceOfItsProducer() throws InterruptedException {
        String event =
                "{\"specversion\": \"1.0\", \"id\": \"77\", \"source\": \"/tests\", \"type\": \"dev.sextant.embed\", \"traceparent\": \"%s\", \"data\": {\"texts\": [\"%s\"]}}"
                        .formatted(traceparent(), text());
        Answer answer = ok(post("/", "application/cloudevents+json", event));

        assertThat(answer.json().path("traceparent").asText()).isEqualTo(traceparent());
        assertThatTheEventIsTraced();
    }

    @Test
    @Timeout(60)
    void anEventWhoseCallerHangsUpIsTracedToItsEnd() throws IOException, InterruptedException {
        String texts = Stream.generate(() -> "\"%s\"".formatted((text() + " ").repeat(20)))
                .limit(600)
                .collect(Collectors.joining(","));
        String body = "{\"texts\": [%s]}".formatted(texts);
        String head = """
                POST / HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                ce-specversion: 1.0\r
                ce-id: 78\r
                ce-source: /tests\r
                ce-type: dev.sextant.embed\r
                ce-traceparent: %s\r
                \r
                """.formatted(body.length(), traceparent());
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            while (metrics.get("sextant.queue.tokens").gauge().value() == 0) {
                Thread.sleep(5);
            }
        }

        List<Received> spans = Traced.collector().await(trace, "process dev.sextant.embed");
        assertThat(one(spans, "process dev.sextant.embed").attributes()).containsEntry("cloudevents.event_id", "78");
    }

    private void assertThatTheEventIsTraced() throws InterruptedException {
        List<Received> spans = Traced.collector().await(trace, "process dev.sextant.embed", "tokenise", "infer");
        Received event = one(spans, "process dev.sextant.embed");
        assertThat(event.parent()).isEqualTo(caller);
        assertThat(event.attributes())
                .containsEntry("cloudevents.event_id", "77")
                .containsEntry("cloudevents.event_source", "/tests");
        assertThat(one(spans, "infer").parent()).isEqualTo(event.id());
        assertThat(event.links()).hasSize(1).doesNotContain(trace);
        assertThat(Traced.collector().await(event.links().getFirst(), "POST /"))
                .extracting(Received::name)
                .containsExactly("POST /");
    }

    @Test
    void anEventWhoseRequestIsInItsTraceHasNoSecondSpan() throws InterruptedException {
        ok(post("/", JSON, "{\"texts\": [\"%s\"]}".formatted(text()))
                .header("ce-specversion", "1.0")
                .header("ce-id", "78")
                .header("ce-source", "/tests")
                .header("ce-type", "dev.sextant.embed")
                .header("ce-traceparent", "00-%s-%s-01".formatted(trace, hex(16)))
                .header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /", "infer");
        assertThat(one(spans, "POST /").parent()).isEqualTo(caller);
        assertThat(one(spans, "POST /").attributes()).containsEntry("cloudevents.event_id", "78");
        assertThat(one(spans, "infer").parent()).isEqualTo(one(spans, "POST /").id());
    }

    @Test
    void aJobIsSeenInTheTraceOfWhoAskedForIt() throws InterruptedException {
        String name = "traced-" + hex(8);
        Client.send(
                Client.to("/collections/" + name).header("Content-Type", JSON).PUT(BodyPublishers.ofString("{}")));
        ok(post("/collections/%s/documents".formatted(name), JSON, "[{\"text\": \"%s\"}]".formatted(text())));
        Client.send(post("/collections/%s/map".formatted(name), JSON, "{}").header("traceparent", traceparent()));

        List<Received> spans = Traced.collector().await(trace, "POST /collections/{name}/map", "job map", "keeping");
        assertThat(one(spans, "keeping").parent())
                .isEqualTo(one(spans, "job map").id());
        Client.send(Client.to("/collections/" + name).DELETE());
    }

    @Test
    void whatTheCallerDoesNotKeepIsNotSent() throws InterruptedException {
        String unkept = "00-%s-%s-00".formatted(trace, caller);
        ok(post("/embed", JSON, "{\"texts\": [\"%s\"]}".formatted(text())).header("traceparent", unkept));
        String kept = hex(32);
        ok(post("/embed", JSON, "{\"texts\": [\"%s\"]}".formatted(text()))
                .header("traceparent", "00-%s-%s-01".formatted(kept, caller)));

        Traced.collector().await(kept, "POST /embed", "infer");
        assertThat(Traced.collector().of(trace)).isEmpty();
    }

    @Test
    void probesAndFiguresAreNotTraced() throws InterruptedException {
        for (String path : List.of("/q/health/ready", "/q/metrics")) {
            ok(Client.to(path).header("traceparent", traceparent()));
        }
        String other = hex(32);
        ok(Client.to("/info").header("traceparent", "00-%s-%s-01".formatted(other, caller)));

        Traced.collector().await(other, "GET /info");
        assertThat(Traced.collector().of(trace)).isEmpty();
    }
}
