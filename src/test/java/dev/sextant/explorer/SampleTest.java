package dev.sextant.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.Client;
import dev.sextant.collection.CollectionStore;
import dev.sextant.collection.Document;
import dev.sextant.collection.Incoming;
import dev.sextant.wire.Limits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the first visit to a new server finds.
@QuarkusTest
@TestProfile(ExplorerProfile.class)
class SampleTest {
    private static final long PAUSE_MILLIS = 200;

    @Inject
    CollectionStore store;

    @Inject
    SampleMaker maker;

    @Inject
    Limits limits;

    @Inject
    ObjectMapper json;

    /// Asks until it is no longer in the making.
    static JsonNode whenPrepared() throws InterruptedException {
        JsonNode report = Client.get("/explorer/sample").json();
        while (report.path("state").asText().equals("preparing")) {
            assertThat(report.path("stage").asText()).isNotBlank();
            assertThat(report.path("done").isIntegralNumber()).isTrue();
            Thread.sleep(PAUSE_MILLIS);
            report = Client.get("/explorer/sample").json();
        }
        return report;
    }

    @Test
    void isThereWithAMapAndThemesOfItsTopics() throws Exception {
        assertThat(whenPrepared()).isEqualTo(Client.read("{\"state\": \"ready\"}"));
        JsonNode collection = Client.get("/collections/sample").json();
        assertThat(collection.path("count").asInt()).isBetween(280, 330);
        JsonNode map = Client.get("/collections/sample/map?components=3").json();
        assertThat(map.path("themes")).hasSize(8);
        JsonNode topics = Client.get("/collections/sample/columns/topic").json().path("values");
        assertThat(topics.size()).isEqualTo(collection.path("count").asInt());
        Set<String> first = new HashSet<>();
        for (JsonNode theme : map.path("themes")) {
            first.add(topics.path(theme.path("representatives").path(0).asInt()).asText());
        }
        assertThat(first).hasSize(8);
        while (Client.get("/collections/sample/map?components=2").status() == 404) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Test
    void isVariedAndSaysWhatItIs() {
        List<Document> texts = SampleTexts.read(json, limits).stream()
                .map(text -> ((Incoming.Accepted) text).document())
                .toList();
        assertThat(texts).hasSizeBetween(280, 330);
        assertThat(texts.stream().map(Document::id)).doesNotHaveDuplicates();
        assertThat(texts.stream().map(Document::text)).doesNotHaveDuplicates();
        Map<Object, Long> topics =
                texts.stream().collect(Collectors.groupingBy(text -> field(text, "topic"), Collectors.counting()));
        assertThat(topics).hasSize(8);
        assertThat(topics.values()).allMatch(count -> count >= 34 && count <= 42);
        Set<Object> kinds = new HashSet<>();
        for (Document text : texts) {
            kinds.add(field(text, "kind"));
            assertThat(((Number) field(text, "year")).intValue()).isBetween(2012, 2025);
        }
        assertThat(kinds).containsExactlyInAnyOrder("question", "tip", "note", "headline");
    }

    @Test
    void aCollectionOfTheSameNameThatIsNotOursIsLeftAlone() throws Exception {
        Client.send(Client.to("/collections/mine")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"description\": \"mine\"}")));
        assertThat(maker.make("mine", report -> {})).isFalse();
        assertThat(store.find("mine").orElseThrow().summary().count()).isZero();
        store.drop("mine");
    }

    @Test
    void goesOnWhereItWasLeft() throws Exception {
        assertThatThrownBy(() -> maker.make("left", report -> {
                    if (Objects.requireNonNull(report.done()) > 0) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
        long whole = SampleTexts.read(json, limits).size();
        assertThat(store.find("left").orElseThrow().summary().count()).isBetween(1L, whole - 1);
        assertThat(maker.make("left", report -> {})).isTrue();
        assertThat(store.find("left").orElseThrow().summary().count()).isEqualTo(whole);
        store.drop("left");
    }

    @Test
    void whoeverDeletesItDoesNotGetItBack(@TempDir Path folder) throws Exception {
        Sample first = new Sample("unloved", store, maker, true, folder);
        first.start();
        while (first.report().state() == SampleReport.State.PREPARING) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(first.report()).isEqualTo(SampleReport.READY);
        store.drop("unloved");
        assertThat(first.report()).isEqualTo(SampleReport.OFF);
        Sample second = new Sample("unloved", store, maker, true, folder);
        second.start();
        assertThat(second.report()).isEqualTo(SampleReport.OFF);
        assertThat(store.find("unloved")).isEmpty();
    }

    @Test
    void whoeverComesBeforeItIsBegunIsToldToWait(@TempDir Path folder) {
        assertThat(new Sample("early", store, maker, true, folder).report())
                .isEqualTo(SampleReport.at("starting", 0, null));
    }

    @Test
    void whereItIsNotWantedNothingIsMade(@TempDir Path folder) {
        Sample unwanted = new Sample("unwanted", store, maker, false, folder);
        unwanted.start();
        assertThat(unwanted.report()).isEqualTo(SampleReport.OFF);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFailureIsTold(@TempDir Path folder) throws Exception {
        Sample failing = new Sample("failing", store, maker, true, folder.resolve("missing"));
        failing.start();
        while (failing.report().state() == SampleReport.State.PREPARING) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(failing.report().state()).isEqualTo(SampleReport.State.FAILED);
        assertThat(failing.report().error()).contains("missing");
        store.drop("failing");
    }

    private static Object field(Document text, String name) {
        return Objects.requireNonNull(text.metadata().get(name));
    }
}
