package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.Client.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CollectionResourceTest {
    private static final String NAME = "rest-collection";
    private static final String PATH = "/collections/" + NAME;

    @BeforeEach
    void start() {
        Rest.create(NAME, "{\"description\": \"for tests\"}");
    }

    @Test
    void isCreatedOnceAndFoundAgain() {
        assertThat(Rest.put(NAME, "{\"description\": \"better\"}").status()).isEqualTo(200);
        JsonNode found = Rest.get(PATH);
        assertThat(found.path("name").asText()).isEqualTo(NAME);
        assertThat(found.path("model").asText()).isEqualTo("all-minilm-l6-v2");
        assertThat(found.path("metric").asText()).isEqualTo("cosine");
        assertThat(found.path("storage").asText()).isEqualTo("float");
        assertThat(found.path("description").asText()).isEqualTo("better");
        assertThat(found.path("count").asInt()).isZero();
        assertThat(found.path("stale").asBoolean()).isFalse();
        assertThat(found.path("bytes").asLong()).isPositive();
        assertThat(Instant.parse(found.path("createdAt").asText())).isBefore(Instant.now());
        assertThat(found.path("fields").isArray()).isTrue();
        assertThat(Rest.ids(Rest.get("/collections").path("collections"))).hasSizeGreaterThan(0);
        assertThat(Rest.get("/collections").path("collections").findValuesAsText("name"))
                .contains(NAME);
    }

    @Test
    void aBodyIsNotNeeded() {
        Rest.delete(PATH);
        Answer created = Client.send(Client.to(PATH).PUT(BodyPublishers.noBody()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    @Test
    void whatIsNotGivenIsNoConflict() {
        Rest.create(NAME, "{\"metric\": \"dot\", \"storage\": \"int8\", \"chunk\": {\"tokens\": 64, \"overlap\": 8}}");
        assertThat(Rest.put(NAME, "{}").status()).isEqualTo(200);
        assertThat(Rest.put(NAME, "{\"storage\": \"int8\", \"description\": \"new\"}")
                        .status())
                .isEqualTo(200);
        assertThat(Rest.get(PATH).at("/chunk/tokens").asInt()).isEqualTo(64);
        Rest.assertRefused(Rest.put(NAME, "{\"chunk\": {\"tokens\": 65}}"), 409, "conflict", "chunk");
        Rest.assertRefused(Rest.put(NAME, "{\"metric\": \"cosine\"}"), 409, "conflict", "metric");
    }

    @Test
    void anotherMetricOrModelIsAConflict() {
        Rest.assertRefused(Rest.put(NAME, "{\"metric\": \"dot\"}"), 409, "conflict", "metric");
        Rest.assertRefused(Rest.put(NAME, "{\"model\": \"all-minilm-l6-v2-int8\"}"), 409, "conflict", "model");
        assertThat(Rest.put(NAME, "{\"model\": \"sentence-transformers/ALL-MiniLM-L6-v2\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongFieldsAreNamed() {
        Rest.assertRefused(Rest.put("Big", "{}"), 400, "invalid_request", "a-z");
        Rest.assertRefused(Rest.put("a".repeat(64), "{}"), 400, "invalid_request", "63");
        Rest.assertRefused(Rest.put("new-one", "{\"metric\": \"hamming\"}"), 400, "invalid_request", "manhattan");
        Rest.assertRefused(Rest.put("new-one", "{\"storage\": 1}"), 400, "invalid_request", "storage");
        Rest.assertRefused(Rest.put("new-one", "{\"model\": \"nope\"}"), 422, "unknown_model", "nope");
        Rest.assertRefused(Rest.put("new-one", "{\"chunk\": {}}"), 400, "invalid_request", "chunk.tokens");
        Rest.assertRefused(Rest.put("new-one", "{\"chunk\": {\"tokens\": 999}}"), 400, "invalid_request", "256");
        Rest.assertRefused(
                Rest.put("new-one", "{\"chunk\": {\"tokens\": 20, \"overlap\": 10}}"),
                400,
                "invalid_request",
                "overlap");
        Rest.assertRefused(Client.get("/collections/new-one"), 404, "not_found", "new-one");
    }

    @Test
    void isDroppedWithWhatItHolds() {
        Rest.add(NAME, "[{\"id\": \"a\", \"text\": \"a lighthouse\"}]");
        assertThat(Rest.delete(PATH).status()).isEqualTo(204);
        Rest.assertRefused(Client.get(PATH), 404, "not_found", NAME);
        Rest.assertRefused(Rest.delete(PATH), 404, "not_found", NAME);
        Rest.assertRefused(Client.get(PATH + "/documents"), 404, "not_found", NAME);
    }

    @Test
    void otherMethodsAreToldOff() {
        Answer answer = Client.send(Client.to(PATH).method("POST", BodyPublishers.ofString("{}")));
        Rest.assertRefused(answer, 405, "method_not_allowed", "PUT");
        assertThat(answer.header("Allow")).isEqualTo("GET, PUT, DELETE");
        Rest.assertRefused(Rest.delete("/collections"), 405, "method_not_allowed", "GET");
        Rest.assertRefused(Client.send(Client.to(PATH).header("Accept", "image/png")), 406, "not_acceptable", "Accept");
        Rest.assertRefused(
                Client.send(Client.to(PATH).header("Content-Type", "text/plain").PUT(BodyPublishers.ofString("x"))),
                415,
                "unsupported_media_type",
                "Content-Type");
        Rest.assertRefused(Client.get(PATH + "/nothing"), 404, "not_found", "nothing");
    }

    @Test
    void fieldsAndColumnsTellOfMetadata() {
        Rest.add(NAME, """
                [{"id": "a", "text": "a lighthouse", "metadata": {"year": 1900, "tags": ["sea", "light"]}},
                 {"id": "b", "text": "a bakery", "metadata": {"year": 1950}},
                 {"id": "c", "text": "a harbour"}]""");
        JsonNode fields = Rest.get(PATH).path("fields");
        assertThat(fields.findValuesAsText("name")).containsExactly("tags", "year");
        assertThat(fields.path(1).path("type").asText()).isEqualTo("number");
        assertThat(fields.path(1).path("distinct").asInt()).isEqualTo(2);
        JsonNode column = Rest.get(PATH + "/columns/year");
        assertThat(column.path("field").asText()).isEqualTo("year");
        assertThat(column.path("values").toString()).isEqualTo("[1900,1950,null]");
        assertThat(Rest.get(PATH + "/columns/nothing").path("values").toString())
                .isEqualTo("[null,null,null]");
    }

    @Test
    void rowsAreDocuments() {
        Rest.add(NAME, "[{\"id\": \"a\", \"text\": \"a lighthouse\"}, {\"id\": \"b\", \"text\": \"a bakery\"}]");
        JsonNode rows = Rest.get(PATH + "/rows?ids=1,7,0").path("rows");
        assertThat(rows.path(0).path("document").path("id").asText()).isEqualTo("b");
        assertThat(rows.path(1).path("row").asInt()).isEqualTo(7);
        assertThat(rows.path(1).path("document").isNull()).isTrue();
        assertThat(rows.path(2).path("document").path("text").asText()).isEqualTo("a lighthouse");
        JsonNode twice = Rest.get(PATH + "/rows?ids=1,0,1").path("rows");
        assertThat(twice).hasSize(3);
        assertThat(twice.path(2)).isEqualTo(twice.path(0));
        Rest.assertRefused(Client.get(PATH + "/rows"), 400, "invalid_request", "ids");
        Rest.assertRefused(Client.get(PATH + "/rows?ids=1,x"), 400, "invalid_request", "x");
    }

    @Test
    void documentsAreFoundByTheirIds() {
        Rest.add(NAME, "[{\"id\": \"a,1\", \"text\": \"a lighthouse\"}, {\"id\": \"b\", \"text\": \"a bakery\"}]");
        JsonNode rows = Rest.get(PATH + "/rows?document=b&document=nobody&document=a%2C1")
                .path("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.path(0).path("row").asInt()).isEqualTo(1);
        assertThat(rows.path(0).path("document").path("text").asText()).isEqualTo("a bakery");
        assertThat(rows.path(1).path("document").path("id").asText()).isEqualTo("a,1");
        assertThat(Rest.get(PATH + "/rows?document=nobody").path("rows")).isEmpty();
        Rest.assertRefused(Client.get(PATH + "/rows?ids=0&document=b"), 400, "invalid_request", "both");
    }

    @Test
    void inspectionIsTheBlockThatEmbedGives() {
        Rest.assertRefused(Client.get(PATH + "/inspection"), 404, "not_found", "empty");
        Rest.add(NAME, "[{\"text\": \"a lighthouse\"}, {\"text\": \"a bakery\"}]");
        JsonNode inspection = Rest.get(PATH + "/inspection");
        assertThat(inspection.path("rows").asInt()).isEqualTo(2);
        assertThat(inspection.path("dimensions").asInt()).isEqualTo(384);
        assertThat(inspection.path("bytes").asInt()).isEqualTo(2 * 384 * 4);
        assertThat(inspection.at("/norms/mean").asDouble()).isCloseTo(1, within(1e-5));
        assertThat(inspection.at("/histogram/counts")).hasSize(50);
    }

    @Test
    void inspectionLooksAtChosenRowsOnly() {
        Rest.add(
                NAME,
                "[{\"id\": \"a\", \"text\": \"a lighthouse\"}, {\"text\": \"a bakery\"}, {\"text\": \"a boat\"}]");
        JsonNode all = Rest.get(PATH + "/inspection");
        JsonNode some = Rest.get(PATH + "/inspection?rows=2,0,2");
        assertThat(some.path("rows").asInt()).isEqualTo(2);
        assertThat(some.at("/first/0")).isEqualTo(all.at("/first/2"));
        assertThat(some.at("/first/1")).isEqualTo(all.at("/first/0"));
        Rest.delete(PATH + "/documents/a");
        Rest.assertRefused(Client.get(PATH + "/inspection?rows=1,0"), 404, "not_found", "row 0");
        Rest.assertRefused(Client.get(PATH + "/inspection?rows=1,99"), 404, "not_found", "row 99");
        Rest.assertRefused(Client.get(PATH + "/inspection?rows=1,-2"), 400, "invalid_request", "rows");
        String many = String.join(",", Collections.nCopies(1_001, "1"));
        Rest.assertRefused(Client.get(PATH + "/inspection?rows=" + many), 413, "too_large", "1000");
    }

    @Test
    void driftComparesWhatCameSince() throws InterruptedException {
        Rest.add(NAME, "[{\"text\": \"a lighthouse\"}, {\"text\": \"a harbour\"}, {\"text\": \"a boat\"}]");
        Thread.sleep(5);
        Instant since = Instant.now();
        JsonNode none = Rest.get(PATH + "/drift?since=" + since);
        assertThat(none.path("before").asInt()).isEqualTo(3);
        assertThat(none.path("after").asInt()).isZero();
        assertThat(none.path("meanShift").isNull()).isTrue();
        Rest.add(NAME, "[{\"text\": \"quarterly tax returns\"}, {\"text\": \"a spreadsheet\"}]");
        JsonNode drift = Rest.get(PATH + "/drift?since=" + since);
        assertThat(drift.path("after").asInt()).isEqualTo(2);
        assertThat(drift.path("meanShift").asDouble()).isGreaterThan(0.5);
        assertThat(drift.path("spreadRatio").asDouble()).isGreaterThan(0);
        assertThat(drift.path("farShare").asDouble()).isEqualTo(1);
        Rest.assertRefused(Client.get(PATH + "/drift?since=yesterday"), 400, "invalid_request", "yesterday");
        Rest.assertRefused(Client.get(PATH + "/drift"), 400, "invalid_request", "since");
    }
}
