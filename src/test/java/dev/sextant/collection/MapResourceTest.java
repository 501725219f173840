package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MapResourceTest {
    private static final String NAME = "rest-maps";
    private static final String PATH = "/collections/%s/map".formatted(NAME);
    private static final int TEXTS = 6 * Topics.EACH;

    private static boolean isMapped;

    @BeforeEach
    void map() {
        if (isMapped) {
            return;
        }
        isMapped = true;
        Topics.ingest(NAME);
        assertThat(mapped(NAME, "{\"seed\": 7}").path("state").asText()).isEqualTo("done");
    }

    /// Makes a map, and waits for it.
    static JsonNode mapped(String name, String fields) {
        Answer started = Client.post("/collections/%s/map".formatted(name), fields);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        String path = "/jobs/" + started.json().path("job").asText();
        assertThat(started.header("Location")).endsWith(path);
        Client.send(Client.to(path).header("Accept", "text/event-stream"));
        return Rest.get(path);
    }

    /// A point on the wire.
    private record Point(float x, float y, int theme) {}

    private static Map<Integer, Point> points(String name) throws Exception {
        HttpResponse<byte[]> answer = pointsAnswer(name, "Accept", "application/octet-stream");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        return decoded(answer.body());
    }

    private static HttpResponse<byte[]> pointsAnswer(String name, String header, String value) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = Client.to("/collections/%s/map/points".formatted(name))
                    .header(header, value)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static Map<Integer, Point> decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.getInt()).isEqualTo(0x31_54_58_53); // SXT1
        int n = in.getInt();
        assertThat(in.getInt()).isEqualTo(2);
        assertThat(bytes).hasSize(12 + 16 * n);
        Map<Integer, Point> points = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Point point =
                    new Point(in.getFloat(12 + 4 * i), in.getFloat(12 + 4 * (n + i)), in.getInt(12 + 4 * (2 * n + i)));
            assertThat(point.x).isFinite();
            assertThat(point.y).isFinite();
            points.put(in.getInt(12 + 4 * (3 * n + i)), point);
        }
        assertThat(points).hasSize(n);
        return points;
    }

    @Test
    void aMapTellsOfItselfAndOfItsThemes() throws Exception {
        JsonNode map = Rest.get(PATH);
        assertThat(map.path("n").asInt()).isEqualTo(TEXTS);
        assertThat(map.path("placed").asInt()).isZero();
        assertThat(map.path("waiting").asInt()).isZero();
        assertThat(map.path("method").asText()).isEqualTo("umap");
        assertThat(map.path("components").asInt()).isEqualTo(2);
        assertThat(map.path("seed").asInt()).isEqualTo(7);
        assertThat(map.path("createdAt").asText()).startsWith("20").endsWith("Z");
        assertThat(map.at("/quality/trustworthiness").asDouble()).isBetween(0.8, 1.0);
        assertThat(map.has("points")).isFalse();
        assertThat(map.has("assignments")).isFalse();
        JsonNode themes = map.path("themes");
        assertThat(themes.size()).isBetween(4, 40);
        Map<Integer, Point> points = points(NAME);
        int inThemes = 0;
        for (JsonNode theme : themes) {
            assertThat(theme.path("label").asText()).isNotBlank();
            assertThat(theme.path("center")).hasSize(2);
            int id = theme.path("id").asInt();
            long leaves =
                    points.values().stream().filter(point -> point.theme == id).count();
            if (leaves > 0) {
                assertThat(theme.path("size").asLong()).isEqualTo(leaves);
                inThemes += (int) leaves;
                theme.path("representatives")
                        .forEach(
                                row -> assertThat(at(points, row.asInt()).theme).isEqualTo(id));
            }
        }
        assertThat((double) (TEXTS - inThemes) / TEXTS)
                .isCloseTo(map.at("/quality/noiseShare").asDouble(), within(1e-9));
        JsonNode info = Rest.get("/collections/" + NAME).path("map");
        assertThat(info.path("n").asInt()).isEqualTo(TEXTS);
        assertThat(info.path("method").asText()).isEqualTo("umap");
        assertThat(info.path("components").asInt()).isEqualTo(2);
        assertThat(info.path("quality")).isEqualTo(map.path("quality"));
    }

    @Test
    void pointsAreThoseOfTheRowsAndTextsOfATopicLieTogether() throws Exception {
        Map<Integer, Point> points = points(NAME);
        assertThat(points.keySet()).hasSize(TEXTS).allMatch(row -> row >= 0 && row < TEXTS);
        int alike = 0;
        for (int row = 0; row < TEXTS; row++) {
            int nearest = nearest(points, row);
            alike += nearest / Topics.EACH == row / Topics.EACH ? 1 : 0;
        }
        assertThat(alike).isGreaterThan(TEXTS * 9 / 10);
        JsonNode third = Rest.get("/collections/%s/rows?ids=2".formatted(NAME)).at("/rows/0/document");
        assertThat(third.path("text").asText()).isEqualTo(Topics.texts().get(2));
    }

    private static Point at(Map<Integer, Point> points, int row) {
        return Objects.requireNonNull(points.get(row));
    }

    private static int nearest(Map<Integer, Point> points, int row) {
        Point point = at(points, row);
        int best = -1;
        double least = Double.MAX_VALUE;
        for (Map.Entry<Integer, Point> other : points.entrySet()) {
            double distance = Math.hypot(other.getValue().x - point.x, other.getValue().y - point.y);
            if (other.getKey() != row && distance < least) {
                least = distance;
                best = other.getKey();
            }
        }
        return best;
    }

    @Test
    void pointsHaveATagAndMayBeZipped() throws Exception {
        HttpResponse<byte[]> plain = pointsAnswer(NAME, "Accept", "application/octet-stream");
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(plain.headers().firstValue("Content-Length")).contains(String.valueOf(plain.body().length));
        HttpResponse<byte[]> again = pointsAnswer(NAME, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(pointsAnswer(NAME, "If-None-Match", "\"another\"").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> zipped = pointsAnswer(NAME, "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
        HttpResponse<byte[]> refused = pointsAnswer(NAME, "Accept-Encoding", "gzip;q=0");
        assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(refused.body()).isEqualTo(plain.body());
    }

    private static byte[] unzipped(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    @Test
    void wrongRequestsAreTold() {
        Rest.create("rest-maps-none", "{}");
        Answer none = Client.get("/collections/rest-maps-none/map");
        Rest.assertRefused(none, 404, "not_found", "POST /collections/rest-maps-none/map");
        Rest.assertRefused(
                Client.send(Client.to("/collections/rest-maps-none/map/points")), 404, "not_found", "no map");
        Rest.assertRefused(Rest.delete("/collections/rest-maps-none/map"), 404, "not_found", "no map");
        Rest.assertRefused(Client.post("/collections/rest-maps-none/map", "{}"), 404, "not_found", "empty");
        Rest.assertRefused(Client.post("/collections/nowhere/map", "{}"), 404, "not_found", "nowhere");
        Rest.assertRefused(Client.post(PATH, "{\"components\": 4}"), 400, "invalid_request", "components");
        Rest.assertRefused(Client.post(PATH, "{\"method\": \"tsne\"}"), 400, "invalid_request", "umap");
        Rest.assertRefused(Client.post(PATH, "{\"method\""), 400, "invalid_request", "");
    }

    @Test
    void newTextsArePlacedAndDeletedOnesVanish() throws Exception {
        String name = "rest-maps-grow";
        String path = "/collections/" + name;
        Topics.ingest(name);
        mapped(name, "{\"themes\": {\"count\": 6}}");
        Map<Integer, Point> before = points(name);
        Rest.add(name, """
                [{"id": "late-cake", "text": "The plum cake needs an hour in a hot oven."},
                 {"id": "late-moon", "text": "A probe to the moon was launched before dawn."}]""");
        Rest.add(name, "[{\"id\": \"t000\", \"text\": \"The village choir rehearses for the concert.\"}]");
        Rest.delete(path + "/documents/t001");
        waitForPlaces(name);
        JsonNode map = Rest.get(path + "/map");
        assertThat(map.path("n").asInt()).isEqualTo(TEXTS + 1);
        assertThat(map.path("placed").asInt()).isEqualTo(3);
        Map<Integer, Point> after = points(name);
        Set<Integer> rows = new HashSet<>(before.keySet());
        rows.removeAll(Set.of(0, 1));
        rows.forEach(row -> assertThat(after.get(row)).isEqualTo(before.get(row)));
        rows.addAll(Set.of(TEXTS, TEXTS + 1, TEXTS + 2));
        assertThat(after.keySet()).isEqualTo(rows);
        assertThat(at(after, TEXTS).theme).isEqualTo(at(before, 5).theme);
        assertThat(at(after, TEXTS + 1).theme).isEqualTo(at(before, 2 * Topics.EACH + 5).theme);
        assertThat(at(after, TEXTS + 2).theme).isEqualTo(at(before, 5 * Topics.EACH + 12).theme);
        assertThat(nearest(after, TEXTS) / Topics.EACH).isZero();
        // Made anew, the map lies as it lay.
        assertThat(mapped(name, "{\"themes\": {\"count\": 6}}").path("state").asText())
                .isEqualTo("done");
        JsonNode anew = Rest.get(path + "/map");
        assertThat(anew.path("note").asText()).contains("turned onto the one before it");
        assertThat(anew.path("placed").asInt()).isZero();
        assertThat(anew.path("n").asInt()).isEqualTo(TEXTS + 1);
        // Turned as a whole: the rows that they share lie around the same point as before.
        Map<Integer, Point> turned = points(name);
        assertThat(turned.keySet()).isEqualTo(after.keySet());
        for (ToDoubleFunction<Point> axis : List.<ToDoubleFunction<Point>>of(Point::x, Point::y)) {
            assertThat(turned.values().stream().mapToDouble(axis).average().orElseThrow())
                    .isCloseTo(
                            after.values().stream().mapToDouble(axis).average().orElseThrow(), within(1e-3));
        }
        Rest.delete(path + "/map");
        Rest.assertRefused(Client.get(path + "/map"), 404, "not_found", "POST");
        assertThat(Rest.get(path).has("map")).isFalse();
    }

    @Test
    void aCollectionHasAMapInThePlaneAndOneInSpace() {
        String name = "rest-maps-both";
        String path = "/collections/%s/map".formatted(name);
        Topics.ingest(name);
        mapped(name, "{\"method\": \"pca\", \"components\": 2, \"seed\": 2}");
        Rest.assertRefused(Client.get(path + "?components=3"), 404, "not_found", "{\"components\": 3}");
        mapped(name, "{\"method\": \"pca\", \"components\": 3, \"seed\": 3}");
        assertThat(Rest.get(path).path("components").asInt()).isEqualTo(3);
        assertThat(Rest.get(path + "?components=2").path("seed").asInt()).isEqualTo(2);
        assertThat(Rest.get(path + "?components=3").path("seed").asInt()).isEqualTo(3);
        assertThat(componentsOfPoints(path + "/points?components=2")).isEqualTo(2);
        assertThat(componentsOfPoints(path + "/points?components=3")).isEqualTo(3);
        assertThat(componentsOfPoints(path + "/points")).isEqualTo(3);
        mapped(name, "{\"method\": \"pca\", \"components\": 2, \"seed\": 4}");
        assertThat(Rest.get(path).path("seed").asInt()).isEqualTo(4);
        JsonNode info = Rest.get("/collections/" + name);
        assertThat(info.at("/map/components").asInt()).isEqualTo(2);
        assertThat(info.path("maps").findValues("components").toString()).isEqualTo("[2, 3]");
        assertThat(Rest.delete(path + "?components=2").status()).isEqualTo(204);
        Rest.assertRefused(Rest.delete(path + "?components=2"), 404, "not_found", "no map with 2 components");
        assertThat(Rest.get(path).path("seed").asInt()).isEqualTo(3);
        mapped(name, "{\"method\": \"pca\", \"components\": 2}");
        assertThat(Rest.delete(path).status()).isEqualTo(204);
        assertThat(Rest.get("/collections/" + name).path("maps")).isEmpty();
        Rest.assertRefused(Client.get(path + "?components=4"), 400, "invalid_request", "components is 4");
        Rest.assertRefused(Client.get(path + "/points?components=x"), 400, "invalid_request", "components");
    }

    private static int componentsOfPoints(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] bytes = http.send(Client.to(path).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            int n = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
            assertThat(bytes).hasSize(12 + (bytes[8] + 2) * 4 * n);
            return bytes[8];
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatACancelledJobLeftIsPlacedWhenTheMapIsLookedAt() throws Exception {
        String name = "rest-maps-cancelled";
        Topics.ingest(name);
        mapped(name, "{\"method\": \"pca\", \"themes\": false}");
        // As long as another map is made, rows wait for their place.
        String making = Client.post("/collections/%s/map".formatted(name), "{\"epochs\": 10000}")
                .json()
                .path("job")
                .asText();
        Rest.add(name, "[{\"id\": \"late\", \"text\": \"The harbour at dawn.\"}]");
        String placing = queuedPlace(name);
        Rest.delete("/jobs/" + placing);
        Rest.delete("/jobs/" + making);
        assertThat(Rest.get("/jobs/" + placing).path("state").asText()).isEqualTo("cancelled");
        waitForPlaces(name);
        assertThat(points(name)).hasSize(TEXTS + 1);
    }

    private static String queuedPlace(String name) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            for (JsonNode job : Rest.get("/jobs").path("jobs")) {
                if (job.path("collection").asText().equals(name)
                        && job.path("kind").asText().equals("place")
                        && job.path("state").asText().equals("queued")) {
                    return job.path("id").asText();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no rows are to be placed");
    }

    @Test
    void manySmallIngestionsShareAFewJobs() throws Exception {
        String name = "rest-maps-often";
        Topics.ingest(name);
        mapped(name, "{\"method\": \"pca\", \"themes\": false}");
        int before = places(name);
        for (int i = 0; i < 30; i++) {
            Rest.add(name, "[{\"id\": \"often-%d\", \"text\": \"The harbour at dawn.\"}]".formatted(i));
        }
        waitForPlaces(name);
        assertThat(points(name)).hasSize(TEXTS + 30);
        assertThat(places(name) - before).isBetween(1, 20);
    }

    private static int places(String name) {
        int places = 0;
        for (JsonNode job : Rest.get("/jobs").path("jobs")) {
            boolean isOurs = job.path("collection").asText().equals(name);
            places += isOurs && job.path("kind").asText().equals("place") ? 1 : 0;
        }
        return places;
    }

    private static void waitForPlaces(String name) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            if (Rest.get("/collections/%s/map".formatted(name)).path("waiting").asInt() == 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("rows wait for their place");
    }

    @Test
    void cancelledItLeavesTheOldMap() throws Exception {
        JsonNode before = Rest.get(PATH);
        Answer started = Client.post(PATH, "{\"epochs\": 10000, \"seed\": 8}");
        String job = "/jobs/" + started.json().path("job").asText();
        Rest.delete(job);
        Client.send(Client.to(job).header("Accept", "text/event-stream"));
        assertThat(Rest.get(job).path("state").asText()).isEqualTo("cancelled");
        assertThat(Rest.get(job).path("kind").asText()).isEqualTo("map");
        assertThat(Rest.get(PATH)).isEqualTo(before);
    }
}
