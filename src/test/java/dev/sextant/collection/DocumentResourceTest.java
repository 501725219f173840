package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocumentResourceTest {
    private static final String NAME = "rest-documents";
    private static final String PATH = "/collections/%s/documents".formatted(NAME);

    @BeforeEach
    void start() {
        Rest.create(NAME, "{}");
    }

    @Test
    void areAddedUpdatedAndLeftAlone() {
        String three = """
                [{"id": "a", "text": "a lighthouse", "metadata": {"year": 1900}},
                 {"id": "b", "text": "a bakery"},
                 {"text": "a harbour"}]""";
        assertReport(Rest.add(NAME, three), 3, 0, 0, 0);
        assertReport(Rest.add(NAME, three), 0, 0, 3, 0);
        assertReport(Rest.add(NAME, """
                        [{"id": "a", "text": "a lighthouse", "metadata": {"year": 1901}},
                         {"id": "b", "text": "a bakery at dawn"}]"""), 0, 2, 0, 0);
        assertThat(Rest.get(PATH + "/a").at("/metadata/year").asInt()).isEqualTo(1901);
        assertThat(Rest.get(PATH + "/b").path("text").asText()).isEqualTo("a bakery at dawn");
        assertThat(Rest.get(PATH).path("documents")).hasSize(3);
    }

    @Test
    void theLastOfTheSameIdWinsAndEachIsCounted() {
        assertReport(Rest.add(NAME, """
                        [{"id": "a", "text": "first"}, {"id": "a", "text": "second"}, {"id": "a", "text": "second"}]"""), 1, 1, 1, 0);
        assertThat(Rest.get(PATH + "/a").path("text").asText()).isEqualTo("second");
    }

    @Test
    void badLinesFailAloneAndAreNamed() {
        Answer answer = Rest.lines(NAME, """
                {"id": "a", "text": "good"}
                {"id": "b", "text": " "}

                {"id": 7, "text": "a number for an id"}
                {"text": "broken
                {"text": "nested", "metadata": {"x": {"y": 1}}}
                {"id": "c"}
                [1]
                {"id": "..", "text": "steps"}
                {"id": "d", "text": "good again"}
                """);
        assertThat(answer.status()).isEqualTo(200);
        assertReport(answer.json(), 2, 0, 0, 7);
        JsonNode failed = answer.json().path("failed");
        assertThat(failed.findValuesAsText("index")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(failed.at("/0/error/field").asText()).isEqualTo("text");
        assertThat(failed.at("/1/error/detail").asText()).contains("7").contains("quotes");
        assertThat(failed.at("/2/error/code").asText()).isEqualTo("invalid_request");
        assertThat(failed.at("/3/error/field").asText()).isEqualTo("metadata");
        assertThat(Rest.ids(Rest.get(PATH).path("documents"))).containsExactly("a", "d");
    }

    @Test
    void aBrokenListSaysWhereAndKeepsWhatCameBefore() {
        Answer broken = Client.post(PATH, "[{\"id\": \"a\", \"text\": \"good\"}, {\"id\" \"b\"}]");
        Rest.assertRefused(broken, 400, "invalid_request", "line 1");
        Rest.assertRefused(Client.post(PATH, "{\"text\": \"no list\"}"), 400, "invalid_request", "list");
        Rest.assertRefused(Client.post(PATH, ""), 400, "invalid_request", "list");
        Rest.assertRefused(Client.post(PATH, "[] []"), 400, "invalid_request", "followed");
        assertReport(Rest.add(NAME, "[]"), 0, 0, 0, 0);
        String huge = "[{\"id\": \"big\", \"text\": \"%s\"}]".formatted("x".repeat(3 << 20));
        Rest.assertRefused(Client.post(PATH, huge), 413, "too_large", "bytes");
        Rest.assertRefused(Client.post("/collections/none/documents", "[{\"text\": \"x\"}]"), 404, "not_found", "none");
        Rest.assertRefused(
                Client.send(Client.to(PATH).header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b"))),
                415,
                "unsupported_media_type",
                "Content-Type");
    }

    @Test
    void idsAreAnything() {
        List<String> ids = List.of("a/b", "ünï 漢字 🧭", "100%", "a?b#c&d=e", "x+y", "neighbors", "a//b/neighbors", " x");
        String lines = ids.stream()
                .map(id -> Client.write(Map.of("id", id, "text", "about " + id)))
                .collect(Collectors.joining("\n"));
        assertReport(Rest.lines(NAME, lines).json(), ids.size(), 0, 0, 0);
        for (String id : ids) {
            JsonNode found = Rest.get(PATH + "/" + Rest.encoded(id));
            assertThat(found.path("id").asText()).isEqualTo(id);
            JsonNode neighbors = Rest.get(PATH + "/" + Rest.encoded(id) + "/neighbors?k=3");
            assertThat(neighbors.path("hits")).as(id).hasSize(3);
        }
        for (String id : ids) {
            assertThat(Rest.delete(PATH + "/" + Rest.encoded(id))
                            .json()
                            .path("deleted")
                            .asInt())
                    .as(id)
                    .isEqualTo(1);
        }
        assertThat(Rest.get(PATH).path("documents")).isEmpty();
        Rest.assertRefused(Client.get(PATH + "/a%2Fb"), 404, "not_found", "a/b");
        Rest.assertRefused(Rest.delete(PATH + "/a%2Fb"), 404, "not_found", "a/b");
    }

    @Test
    void pagesFollowOneAnotherInIdOrder() {
        add(25, "");
        List<String> seen = new ArrayList<>();
        String after = "";
        int pages = 0;
        for (String next = "start"; !next.isEmpty(); pages++) {
            JsonNode page = Rest.get(PATH + "?limit=10&after=" + after);
            seen.addAll(Rest.ids(page.path("documents")));
            next = page.path("next").asText();
            after = next;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
        Rest.assertRefused(Client.get(PATH + "?limit=0"), 400, "invalid_request", "limit");
        Rest.assertRefused(Client.get(PATH + "?limit=many"), 400, "invalid_request", "many");
    }

    @Test
    void filtersChooseWhatIsShownAndDeleted() {
        add(20, ", \"metadata\": {\"even\": %s}");
        String even = "?filter=" + Rest.encoded("{\"even\": true}");
        assertThat(Rest.get(PATH + even).path("documents")).hasSize(10);
        Rest.assertRefused(Rest.delete(PATH), 400, "invalid_request", "filter");
        Rest.assertRefused(Rest.delete(PATH + "?filter=nonsense"), 400, "invalid_request", "nonsense");
        assertThat(Rest.delete(PATH + even).json().path("deleted").asInt()).isEqualTo(10);
        assertThat(Rest.get(PATH).path("documents")).hasSize(10);
    }

    @Test
    void neighborsAreTheNearestOthers() {
        Rest.add(NAME, """
                [{"id": "cat", "text": "A cat sleeps on the warm windowsill.", "metadata": {"n": 1}},
                 {"id": "kitten", "text": "A kitten naps at the window."},
                 {"id": "tax", "text": "Quarterly tax returns are due."}]""");
        JsonNode near = Rest.get(PATH + "/cat/neighbors");
        assertThat(near.path("id").asText()).isEqualTo("cat");
        assertThat(Rest.ids(near.path("hits"))).containsExactly("kitten", "tax");
        assertThat(near.at("/hits/0/score").asDouble()).isBetween(0.5, 1.0);
        assertThat(near.at("/hits/0/row").asInt()).isEqualTo(1);
        assertThat(near.at("/hits/0/text").asText()).contains("kitten");
        Rest.assertRefused(Client.get(PATH + "/dog/neighbors"), 404, "not_found", "dog");
        Rest.assertRefused(Client.get(PATH + "/cat/neighbors?k=0"), 400, "invalid_request", "k");
    }

    @Test
    void progressIsToldAsEventsAndThenTheAnswer() {
        String lines = IntStream.range(0, 600)
                .mapToObj(i -> "{\"id\": \"d%d\", \"text\": \"a text\"}".formatted(i))
                .collect(Collectors.joining("\n"));
        Answer answer = Client.send(Client.to(PATH + "?total=600")
                .header("Content-Type", Rest.NDJSON)
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(lines)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        List<String> events = Stream.of(answer.body().split("\n\n")).toList();
        JsonNode progress = data(events.getFirst(), "progress");
        assertThat(progress.path("done").asInt()).isEqualTo(256);
        assertThat(progress.path("total").asInt()).isEqualTo(600);
        assertThat(progress.path("textsPerSecond").asDouble()).isPositive();
        assertThat(progress.path("etaSeconds").isNumber()).isTrue();
        assertReport(data(events.getLast(), "done"), 600, 0, 0, 0);
        String broken = Client.send(Client.to(PATH)
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("nonsense")))
                .body();
        assertThat(data(broken.strip(), "error").path("status").asInt()).isEqualTo(400);
        String tooLong = Client.send(Client.to(PATH)
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("[{}" + " ".repeat(4 << 20) + "}]")))
                .body();
        assertThat(data(tooLong.strip(), "error").path("status").asInt()).isEqualTo(413);
    }

    @Test
    void aClientThatGoesAwayLeavesWhatWasAcknowledged() throws Exception {
        try (Socket socket = new Socket("localhost", Client.port())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nAccept: text/event-stream\r\nContent-Length: 9999999\r\n\r\n"
                            .formatted(PATH, Rest.NDJSON)
                            .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 300; i++) {
                out.write("{\"id\": \"d%03d\", \"text\": \"text %d\"}\n"
                        .formatted(i, i % 7)
                        .getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            assertThat(readUntil(socket, "\"done\":256")).isTrue();
            socket.setSoLinger(true, 0);
        }
        List<String> kept = Rest.ids(Rest.get(PATH + "?limit=1000").path("documents"));
        assertThat(kept).hasSize(256).startsWith("d000").endsWith("d255");
        assertReport(Rest.add(NAME, "[{\"id\": \"d000\", \"text\": \"text 0\"}]"), 0, 0, 1, 0);
    }

    @Test
    void anyNumberOfLinesComesIn() {
        int count = 100_000;
        String text = "{\"id\": \"d%d\", \"text\": \"one and the same text\"}\n";
        Rest.lines(NAME, text.formatted(0));
        Answer answer = Client.send(Client.to(PATH)
                .header("Content-Type", Rest.NDJSON)
                .POST(BodyPublishers.ofByteArrays(() -> IntStream.range(0, count)
                        .mapToObj(i -> text.formatted(i % 500).getBytes(StandardCharsets.UTF_8))
                        .iterator())));
        assertReport(answer.json(), 499, 0, count - 499, 0);
    }

    private static boolean readUntil(Socket socket, String wanted) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            read.append((char) next);
            if (read.indexOf(wanted) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode data(String event, String name) {
        assertThat(event).startsWith("event: %s\ndata: ".formatted(name));
        return Client.read(event.substring(event.indexOf("data: ") + 6));
    }

    private static void add(int count, String metadata) {
        String documents = IntStream.range(0, count)
                .mapToObj(i -> "{\"id\": \"d%02d\", \"text\": \"text\"%s}".formatted(i, metadata.formatted(i % 2 == 0)))
                .collect(Collectors.joining(",", "[", "]"));
        assertReport(Rest.add(NAME, documents), count, 0, 0, 0);
    }

    private static void assertReport(JsonNode report, int added, int updated, int unchanged, int failed) {
        assertThat(report.path("added").asInt()).as(report.toString()).isEqualTo(added);
        assertThat(report.path("updated").asInt()).as(report.toString()).isEqualTo(updated);
        assertThat(report.path("unchanged").asInt()).as(report.toString()).isEqualTo(unchanged);
        assertThat(report.path("failedCount").asInt()).as(report.toString()).isEqualTo(failed);
        assertThat(report.path("failed")).hasSize(failed);
    }
}
