package dev.sextant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sextant.Client;
import dev.sextant.job.Jobs;
import dev.sextant.model.Embedder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows that wait for their place on a map, in a server that takes one job at a time.
@QuarkusTest
@TestProfile(MapKeeperTest.OneJob.class)
@Timeout(60)
class MapKeeperTest {
    private static final String NAME = "one-at-a-time";

    /// Longer than it takes until what has come is looked at.
    private static final long SOON_MILLIS = 2_000;

    public static final class OneJob implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sextant.limits.jobs", "1", "sextant.explorer.sample", "false");
        }
    }

    @Inject
    @SuppressWarnings("NullAway.Init")
    Jobs jobs;

    @Inject
    @SuppressWarnings("NullAway.Init")
    CollectionStore store;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Embedder embedder;

    @Test
    void rowsThatCouldNotBePlacedForOtherJobsAreWhenTheMapIsLookedAtLater() throws Exception {
        makeMap();

        CountDownLatch end = new CountDownLatch(1);
        String other = jobs.start("other", "another", progress -> end.await()).id();
        Rest.add(NAME, "[{\"text\": \"a lighthouse\"}]");
        Thread.sleep(SOON_MILLIS);
        assertThat(waiting()).isEqualTo(1);
        end.countDown();
        awaitEnd(other);
        awaitPlaces();
        Rest.delete(path(""));
    }

    /// As another process does, on a store that they share.
    @Test
    void rowsThatComeByAnotherWayAreToo() throws Exception {
        makeMap();

        Document document = new Document("other", "a lighthouse", Map.of(), Instant.EPOCH);
        Iterator<Incoming> one =
                List.<Incoming>of(new Incoming.Accepted(0, document)).iterator();
        new Ingestion(embedder, store.find(NAME).orElseThrow(), 100)
                .run(() -> one.hasNext() ? Optional.of(one.next()) : Optional.empty(), null, heard -> {});
        assertThat(waiting()).isEqualTo(1);
        awaitPlaces();
        Rest.delete(path(""));
    }

    /// A map with a row that was placed on it.
    private static void makeMap() throws Exception {
        Rest.create(NAME, "{}");
        Rest.add(NAME, "[{\"text\": \"a harbour\"}, {\"text\": \"a port\"}, {\"text\": \"rye bread\"}]");
        awaitEnd(Client.post(path("/map"), "{\"method\": \"pca\"}")
                .json()
                .path("job")
                .asText());
        Rest.add(NAME, "[{\"text\": \"a loaf\"}]");
        awaitPlaces();
    }

    private static String path(String below) {
        return "/collections/" + NAME + below;
    }

    private static int waiting() {
        JsonNode map = Rest.get(path("/map"));
        return map.path("waiting").asInt();
    }

    private static void awaitPlaces() throws InterruptedException {
        while (waiting() > 0) {
            Thread.sleep(100);
        }
    }

    private static void awaitEnd(String job) throws InterruptedException {
        while (Rest.get("/jobs/" + job).path("state").asText().matches("queued|running")) {
            Thread.sleep(20);
        }
    }
}
